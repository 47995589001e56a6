package dev.ring3.webui.sensors;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** The live streams that are open: at most {@link #MOST}, served by one thread. */
@Component
final class Tails implements AutoCloseable {
  static final int MOST = 8;

  private static final System.Logger LOG = System.getLogger(Tails.class.getName());

  /** After which a stream ends; browsers then ask again, and their login is looked at again. */
  static final Duration LIFE = Duration.ofMinutes(10);

  private static final Duration EVERY = Duration.ofMillis(400);

  private final List<Tail> open = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "ring3-tail");
            made.setDaemon(true);
            return made;
          });

  /** Whether the thread will look at the streams again. */
  private boolean serving;

  /** Takes a stream unless there are too many. */
  synchronized boolean add(Tail tail) {
    if (open.size() == MOST || thread.isShutdown()) {
      return false;
    }
    tail.onEnd(() -> open.remove(tail));
    open.add(tail);
    if (!serving) {
      serving = true;
      later();
    }
    return true;
  }

  private void later() {
    try {
      ScheduledFuture<?> unused =
          thread.schedule(this::serve, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "The page ends", e);
    }
  }

  /**
   * One stream that fails must not end the others. Sends without the list's lock: a browser that
   * goes away takes it while it holds the stream's. Ends with the last stream.
   */
  private void serve() {
    open.removeAll(open.stream().filter(tail -> !isServed(tail)).toList());
    synchronized (this) {
      serving = !open.isEmpty();
      if (serving) {
        later();
      }
    }
  }

  private static boolean isServed(Tail tail) {
    try {
      return tail.send();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A stream of live events ended", e);
      tail.end();
      return false;
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    open.forEach(Tail::end);
  }
}
