package dev.ring3.collector.live;

import java.util.concurrent.TimeUnit;

/**
 * How often it is looked what is due: to wake is most of what a host at rest costs. For one thread.
 */
final class Ticking {
  static final long BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** While nothing is found, and so little waits for its time. */
  static final long RESTING_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** At rest is who found nothing for so long. */
  static final long REST_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final boolean mayRest;
  private long found;
  private long since;

  /**
   * @param mayRest false where sensors look for what changed more than once a second
   * @param now as {@link System#nanoTime} counts
   */
  Ticking(boolean mayRest, long now) {
    this.mayRest = mayRest;
    this.since = now;
  }

  /** So much was found until now, in all. */
  void found(long all, long now) {
    if (all != found) {
      found = all;
      since = now;
    }
  }

  /** Nanoseconds from one look to the next. */
  long every(long now) {
    return mayRest && now - since >= REST_NANOS ? RESTING_NANOS : BUSY_NANOS;
  }
}
