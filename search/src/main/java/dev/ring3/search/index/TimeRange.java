package dev.ring3.search.index;

import java.time.Instant;
import java.util.Objects;

/**
 * From one instant to another.
 *
 * @param from included; {@link Instant#MIN} for no start
 * @param until excluded; {@link Instant#MAX} for no end
 */
public record TimeRange(Instant from, Instant until) {
  /** All time. */
  public static final TimeRange ALL = new TimeRange(Instant.MIN, Instant.MAX);

  public TimeRange {
    Objects.requireNonNull(from);
    Objects.requireNonNull(until);
    if (until.isBefore(from)) {
      throw new IllegalArgumentException("time range from " + from + " until " + until);
    }
  }
}
