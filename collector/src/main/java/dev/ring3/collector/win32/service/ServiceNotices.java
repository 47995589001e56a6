package dev.ring3.collector.win32.service;

import dev.ring3.collector.win32.WindowsEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Windows' word that services start, stop, pause, are made or deleted (NotifyServiceStatusChange,
 * since Windows Vista; not for drivers). Windows calls on a thread of ours, {@code ring3-services},
 * which holds an open handle of every service, for its state only. The handle of a service that is
 * to be deleted is closed at once, as Windows waits for that. Where the manager does not tell of
 * deletions, as Wine's, all handles are closed and opened anew every {@link #PAUSE}.
 *
 * <p>SubscribeServiceChangeNotifications (since Windows 8) takes no thread that waits, and is not
 * to be asked again after each notice; but it needs as many open handles, and Wine lacks it, so
 * that it could be tried nowhere.
 *
 * <p>Whoever opens it closes it. For one thread.
 */
public final class ServiceNotices implements AutoCloseable {
  /** Services that are watched at most. */
  public static final int MAX_SERVICES = 2_048;

  static final Duration PAUSE = Duration.ofSeconds(5);

  /** How long the manager may take to open all handles, or to close them. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final WindowsEvent asked;
  private final Thread thread;
  private final CompletableFuture<Gaps> begun = new CompletableFuture<>();
  private final AtomicReference<@Nullable Set<String>> wanted = new AtomicReference<>();
  private final AtomicBoolean changed = new AtomicBoolean();
  private volatile boolean ended;

  /**
   * Services that are not watched.
   *
   * @param denied those that this user may not ask for their state
   * @param tooMany how many there are beyond {@link #MAX_SERVICES}
   */
  public record Gaps(Set<String> denied, int tooMany) {
    public Gaps {
      denied = Set.copyOf(denied);
    }
  }

  private ServiceNotices(WindowsEvent asked) {
    this.asked = asked;
    this.thread = Thread.ofPlatform().name("ring3-services").daemon().unstarted(this::run);
  }

  /**
   * Begins to watch services.
   *
   * @throws IOException if the manager does not let this user in, or does not answer
   */
  public static ServiceNotices open(Set<String> names) throws IOException {
    ServiceNotices notices = new ServiceNotices(WindowsEvent.create());
    notices.wanted.set(Set.copyOf(names));
    notices.thread.start();
    try {
      notices.gaps();
      return notices;
    } catch (IOException e) {
      notices.close();
      throw e;
    }
  }

  /** Those that could not be watched when it was opened. */
  public Gaps gaps() throws IOException {
    try {
      return begun.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(String.valueOf(e), e);
    } catch (TimeoutException e) {
      throw new IOException(
          "the service control manager has not answered for "
              + PATIENCE.toSeconds()
              + " s: restart the host if that goes on",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("nobody waits for the service control manager any more", e);
    }
  }

  private void run() {
    try (WatchedServices services = new WatchedServices(PAUSE)) {
      services.open();
      begun.complete(services.follow(wanted()));
      while (!ended) {
        services.await(asked);
        if (services.take()) {
          changed.set(true);
        }
        Set<String> names = wanted.getAndSet(null);
        if (names != null) {
          services.follow(names);
        }
      }
    } catch (IOException | LinkageError e) {
      begun.completeExceptionally(e);
    }
  }

  private Set<String> wanted() {
    Set<String> names = wanted.getAndSet(null);
    return names == null ? Set.of() : names;
  }

  /** Watches these from now on, and no others. Does not wait. */
  public void watch(Set<String> names) {
    wanted.set(Set.copyOf(names));
    asked.set();
  }

  /** Whether there was a notice since the last call. Does not wait. */
  public boolean take() {
    return changed.getAndSet(false);
  }

  /** All handles are closed and the thread has ended when it returns, if the manager answers. */
  @Override
  public void close() {
    ended = true;
    asked.set();
    try {
      if (thread.join(PATIENCE)) {
        asked.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
