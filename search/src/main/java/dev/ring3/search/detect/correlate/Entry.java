package dev.ring3.search.detect.correlate;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * An occurrence as a group remembers it.
 *
 * @param start of its first event
 * @param input which of the correlation's rules it is of
 * @param values that are counted or summed
 * @param events it stands for
 * @param last of its hits
 */
record Entry(Instant time, Instant start, int input, List<String> values, long events, Hit last) {
  Entry {
    Objects.requireNonNull(time);
    Objects.requireNonNull(start);
    values = List.copyOf(values);
    Objects.requireNonNull(last);
  }

  /** The value as a number, if it is one. */
  OptionalDouble number() {
    try {
      double number = values.isEmpty() ? Double.NaN : Double.parseDouble(values.getFirst());
      return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
