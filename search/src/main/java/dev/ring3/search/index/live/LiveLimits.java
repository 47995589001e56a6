package dev.ring3.search.index.live;

import java.time.Duration;
import java.util.Objects;

/**
 * How much is kept of the live events. Whole slices are deleted, so what is kept can be less by one
 * slice.
 *
 * @param keep time after which events are deleted
 * @param bytes on disk, of all slices together
 * @param sliceBytes at which a new slice is started
 * @param sliceAge after which a new slice is started
 */
public record LiveLimits(Duration keep, long bytes, long sliceBytes, Duration sliceAge) {
  /** Thirty days, up to 10 GB. */
  public static final LiveLimits USUAL = of(Duration.ofDays(30), 10L << 30);

  public LiveLimits {
    Objects.requireNonNull(keep);
    Objects.requireNonNull(sliceAge);
    if (keep.isNegative() || keep.isZero() || sliceAge.isNegative() || sliceAge.isZero()) {
      throw new IllegalArgumentException("a time to keep events needs to be more than zero");
    }
    if (sliceBytes <= 0 || bytes < 2 * sliceBytes) {
      throw new IllegalArgumentException("there must be room for two slices");
    }
  }

  /** Slices of a suitable size for what is to be kept. */
  public static LiveLimits of(Duration keep, long bytes) {
    long slice = Math.clamp(bytes / 16, 1L << 20, 512L << 20);
    Duration age = keep.dividedBy(16);
    Duration day = Duration.ofDays(1);
    return new LiveLimits(keep, bytes, slice, age.compareTo(day) < 0 ? age : day);
  }
}
