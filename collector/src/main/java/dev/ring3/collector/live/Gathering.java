package dev.ring3.collector.live;

import java.util.concurrent.TimeUnit;

/**
 * How long messages gather before the next turn: to wake for each, with its code gone from the
 * processor's caches, costs more than to decode it. What comes into quiet lanes is taken at once,
 * and what comes now and then waits little, so that a process can still be asked about. For one
 * thread.
 */
final class Gathering {
  static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** While a message or more comes each millisecond. */
  static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

  private static final long BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private long since;
  private long taken;

  /**
   * @param now as {@link System#nanoTime} counts
   */
  Gathering(long now) {
    this.since = now;
  }

  /** So many messages were taken in a turn. */
  void took(int messages) {
    taken += messages;
  }

  /** Nanoseconds to wait now, by how many came since the last time. */
  long pause(long now) {
    boolean isBusy = taken * BUSY_NANOS >= now - since;
    since = now;
    taken = 0;
    return isBusy ? LONG_NANOS : SHORT_NANOS;
  }
}
