package dev.ring3.search.hunt;

import java.time.Duration;
import java.util.List;

/** Widths of time that people find round. */
final class Intervals {
  private static final List<Duration> ROUND =
      List.of(
          Duration.ofMillis(1),
          Duration.ofMillis(10),
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(15),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofDays(1),
          Duration.ofDays(2),
          Duration.ofDays(7),
          Duration.ofDays(14),
          Duration.ofDays(30),
          Duration.ofDays(90),
          Duration.ofDays(365));

  private Intervals() {}

  /** The smallest round width of which {@code most} reach from one nanosecond to another. */
  static long width(long from, long to, int most) {
    for (Duration round : ROUND) {
      if (buckets(from, to, round.toNanos()) <= most) {
        return round.toNanos();
      }
    }
    long year = ROUND.getLast().toNanos();
    long years = 2;
    while (buckets(from, to, Math.multiplyExact(year, years)) > most && years < 256) {
      years *= 2;
    }
    return year * years;
  }

  /** How many buckets of a width, aligned to 1970, reach from one nanosecond to another. */
  static long buckets(long from, long to, long width) {
    return Math.floorDiv(to, width) - Math.floorDiv(from, width) + 1;
  }
}
