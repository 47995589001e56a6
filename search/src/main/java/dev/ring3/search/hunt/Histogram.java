package dev.ring3.search.hunt;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Hits by time.
 *
 * @param start of the first bucket; a multiple of {@code width} since 1970
 * @param width of each bucket
 * @param counts hits per bucket; none if there are no hits
 */
public record Histogram(Instant start, Duration width, List<Long> counts) {
  public Histogram {
    Objects.requireNonNull(start);
    Objects.requireNonNull(width);
    counts = List.copyOf(counts);
  }

  /** The start of a bucket, or with the number of buckets the end of the last. */
  public Instant startOf(int bucket) {
    return start.plus(width.multipliedBy(bucket));
  }

  /** All hits in it. */
  public long total() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}
