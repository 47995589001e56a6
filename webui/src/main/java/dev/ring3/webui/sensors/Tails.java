package dev.ring3.webui.sensors;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** The live streams that are open: at most {@link #MOST}, served by one thread. */
@Component
final class Tails implements AutoCloseable {
  static final int MOST = 8;

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

  Tails() {
    long every = EVERY.toMillis();
    ScheduledFuture<?> unused =
        thread.scheduleWithFixedDelay(this::serve, every, every, TimeUnit.MILLISECONDS);
  }

  /** Takes a stream unless there are too many. */
  synchronized boolean add(Tail tail) {
    if (open.size() == MOST) {
      return false;
    }
    tail.onEnd(() -> open.remove(tail));
    open.add(tail);
    return true;
  }

  private void serve() {
    open.removeIf(tail -> !tail.send());
  }

  @Override
  public void close() {
    thread.shutdownNow();
    open.forEach(Tail::end);
  }
}
