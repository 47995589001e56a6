package dev.ring3.collector.sensor.windows;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Says when it is time to look again: after an interval, or later if looking takes long, so that
 * looking takes at most one part in {@link #SHARE} of the time. One slow look, as on a host that is
 * busy for a moment, puts off the next by at most {@link #SHARE} intervals; so where every look
 * takes longer than the interval, looking has a greater part. For one thread.
 */
final class Pace {
  static final int SHARE = 20;

  private final long every;
  private final LongSupplier nanoTime;
  private long next;
  private long rested;

  /**
   * @param nanoTime counts nanoseconds, as {@link System#nanoTime} does
   */
  Pace(Duration every, LongSupplier nanoTime) {
    this.every = every.toNanos();
    this.nanoTime = nanoTime;
    this.next = nanoTime.getAsLong();
    this.rested = next;
  }

  boolean isDue() {
    return nanoTime.getAsLong() - next >= 0;
  }

  /** Whether the work may be done before the interval is over. */
  boolean isRested() {
    return nanoTime.getAsLong() - rested >= 0;
  }

  /** Does the work, and counts what it takes. */
  void run(Runnable work) {
    long began = nanoTime.getAsLong();
    try {
      work.run();
    } finally {
      long ended = nanoTime.getAsLong();
      rested = ended + Math.min(ended - began, every) * (SHARE - 1);
      next = Math.max(began + every, rested);
    }
  }
}
