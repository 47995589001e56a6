package dev.ring3.search.detect.correlate;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * How long hits wait for others that happened before them and come later.
 *
 * @param time how much later, by the time of the events
 * @param hits that wait at most; beyond that the earliest is looked at
 */
public record Lateness(Duration time, int hits) {
  /** Sensors hand over what they see within seconds. */
  public static final Lateness LIVE = new Lateness(Duration.ofSeconds(5), 16_384);

  /** Files come one after the other and span the same time, so that only their number counts. */
  public static final Lateness IMPORT = new Lateness(ChronoUnit.FOREVER.getDuration(), 250_000);

  /** Hits of an index, which come in order. */
  public static final Lateness IN_ORDER = new Lateness(Duration.ZERO, 1);

  public Lateness {
    Objects.requireNonNull(time);
    if (time.isNegative() || hits < 1) {
      throw new IllegalArgumentException(time + ", " + hits + " hits");
    }
  }
}
