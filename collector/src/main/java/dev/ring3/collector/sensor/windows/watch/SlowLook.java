package dev.ring3.collector.sensor.windows.watch;

import dev.ring3.collector.sensor.Ability.Lack;
import dev.ring3.collector.sensor.Inventory.Item;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at several inventories on a thread of its own, since what it asks may hang: at most one
 * such thread at a time. Who asks gets what was found last, waits for the first answer alone, and
 * is told when the next one is overdue. A look that ends wakes. Something else may say that it is
 * time to look sooner, which is done for at most one part in {@link #SHARE} of the time. For one
 * thread.
 */
public final class SlowLook implements Wake {
  static final int SHARE = 20;

  private final String subject;
  private final Duration every;
  private final Duration patience;
  private final LongSupplier nanoTime;
  private final Source source;
  private final Wake sooner;
  private @Nullable FutureTask<Map<String, Map<String, Item>>> running;
  private long began;
  private long rested;
  private boolean isHurried;
  private Map<String, Map<String, Item>> found = Map.of();
  private Optional<IOException> failure = Optional.empty();
  private boolean known;

  /** Looks at all of it: the items of each inventory by its name. */
  public interface Source {
    Map<String, Map<String, Item>> look() throws IOException;
  }

  /**
   * @param subject what is asked, as people call it; the thread is named after it
   * @param every how long after the begin of a look the next one may begin
   * @param patience how long an answer may take
   * @param nanoTime counts nanoseconds, as {@link System#nanoTime} does
   * @param sooner says when to look before the time
   */
  public SlowLook(
      String subject,
      Duration every,
      Duration patience,
      LongSupplier nanoTime,
      Source source,
      Wake sooner) {
    this.subject = subject;
    this.every = every;
    this.patience = patience;
    this.nanoTime = nanoTime;
    this.source = source;
    this.sooner = sooner;
  }

  @Override
  public List<Lack> open() {
    return sooner.open();
  }

  /**
   * What an inventory held when it was looked at last.
   *
   * @throws IOException if looking failed, or there is no answer for longer than the patience
   */
  public Map<String, Item> of(String inventory) throws IOException {
    if (!known && running == null) {
      begin();
    }
    if (!known) {
      awaitFirst();
    }
    if (running != null && nanoTime.getAsLong() - began > patience.toNanos()) {
      throw unanswered();
    }
    if (failure.isPresent()) {
      throw new IOException(failure.get().getMessage(), failure.get());
    }
    return found.getOrDefault(inventory, Map.of());
  }

  private void begin() {
    FutureTask<Map<String, Map<String, Item>>> task = new FutureTask<>(source::look);
    running = task;
    began = nanoTime.getAsLong();
    isHurried = false;
    Thread.ofPlatform().name("ring3-" + subject).daemon().start(task);
  }

  private void awaitFirst() throws IOException {
    long left = patience.toNanos() - (nanoTime.getAsLong() - began);
    if (running != null) {
      try {
        running.get(Math.max(0, left), TimeUnit.NANOSECONDS);
      } catch (ExecutionException e) {
        // Told below.
      } catch (TimeoutException e) {
        throw unanswered();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw unanswered();
      }
      take();
    }
  }

  private IOException unanswered() {
    return new IOException(
        subject
            + " has not answered for "
            + patience.toSeconds()
            + " s: restart it if that goes on; what it tells is not seen meanwhile");
  }

  /** Takes the answer, if it is there. */
  private boolean take() {
    if (running == null || !running.isDone()) {
      return false;
    }
    try {
      found = running.get();
      failure = Optional.empty();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      failure =
          Optional.of(
              cause instanceof IOException io ? io : new IOException(String.valueOf(cause)));
    } catch (CancellationException e) {
      failure = Optional.of(new IOException(subject + " is not asked any more"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    known = true;
    running = null;
    long now = nanoTime.getAsLong();
    rested = now + (now - began) * (SHARE - 1);
    return true;
  }

  @Override
  public boolean changed() {
    boolean answered = take();
    isHurried |= sooner.changed();
    if (isHurried && running == null && nanoTime.getAsLong() - rested >= 0) {
      begin();
    }
    return answered;
  }

  /** Looks again if it is time. */
  @Override
  public void refresh() {
    sooner.refresh();
    if (running == null && nanoTime.getAsLong() - began >= every.toNanos()) {
      begin();
    }
  }

  /** Waits for no answer: a thread that hangs ends with the process. */
  @Override
  public void close() {
    sooner.close();
    if (running != null) {
      running.cancel(false);
      running = null;
    }
    known = false;
  }
}
