package dev.ring3.search.detect.indicators.value;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that is to be told when an event has it.
 *
 * @param value in the form of its kind, see {@link IndicatorType#normal}
 * @param expires events at that time or later are not told; null: never
 * @param description for people; may be empty
 */
public record Indicator(
    IndicatorType type, String value, @Nullable Instant expires, String description) {
  /** Characters of the longest value. */
  public static final int LONGEST = 2_048;

  /** Characters of a description that are kept. */
  public static final int LONGEST_DESCRIPTION = 300;

  public Indicator {
    Objects.requireNonNull(type);
    if (value.isEmpty() || value.length() > LONGEST) {
      throw new IllegalArgumentException(value.length() + " characters are no indicator");
    }
    description =
        description.length() <= LONGEST_DESCRIPTION
            ? description
            : description.substring(0, LONGEST_DESCRIPTION);
  }

  /** Whether an event of that time is to be told. */
  public boolean isValidAt(Instant time) {
    return expires == null || time.isBefore(expires);
  }
}
