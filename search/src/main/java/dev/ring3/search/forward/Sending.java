package dev.ring3.search.forward;

import dev.ring3.collector.event.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One output with its queue and its thread. An alert that does not arrive is tried again, after one
 * second and then twice as long each time up to {@link #LONGEST_PAUSE}; meanwhile others wait.
 */
final class Sending implements Runnable {
  /** Alerts that wait for one output. */
  static final int QUEUE = 1_000;

  /** How long what waits is still sent at the end. */
  static final Duration LAST = Duration.ofSeconds(5);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final String name;
  private final AlertOutput output;
  private final BlockingQueue<Event> waiting = new ArrayBlockingQueue<>(QUEUE);
  private final AtomicLong lost = new AtomicLong();
  private final CountDownLatch ending = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable String problem;

  Sending(String name, AlertOutput output) {
    this.name = name;
    this.output = output;
    this.thread = Thread.ofPlatform().daemon().name("ring3-alerts").start(this);
  }

  void offer(Event alert) {
    if (!waiting.offer(alert)) {
      lost.incrementAndGet();
    }
  }

  long lost() {
    return lost.get();
  }

  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  @Override
  public void run() {
    try {
      while (true) {
        Event alert = waiting.poll(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        if (alert != null) {
          deliver(alert);
        } else if (ending.getCount() == 0) {
          break;
        }
      }
    } catch (InterruptedException e) {
      lost.addAndGet(waiting.size());
    } finally {
      closeOutput();
    }
  }

  private void deliver(Event alert) throws InterruptedException {
    Duration pause = LOOK_EVERY;
    while (true) {
      try {
        output.send(alert);
        problem = null;
        return;
      } catch (IOException e) {
        problem = name + ": " + (e.getMessage() == null ? e.toString() : e.getMessage());
      }
      if (ending.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        lost.incrementAndGet(); // it failed, and there is no time to try for long
        return;
      }
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }

  private void closeOutput() {
    try {
      output.close();
    } catch (IOException e) {
      problem = name + ": " + e.getMessage();
    }
  }

  /** Takes no more after what waits. */
  void end() {
    ending.countDown();
  }

  void await() {
    try {
      if (!thread.join(LAST)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
