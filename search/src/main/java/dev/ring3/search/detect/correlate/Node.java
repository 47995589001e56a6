package dev.ring3.search.detect.correlate;

import dev.ring3.search.query.Name;
import dev.ring3.search.sigma.rule.About;
import dev.ring3.search.sigma.rule.Correlation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A correlation that can run.
 *
 * @param inputs the rules it looks at, in its order
 * @param groupPlaces where events have the values of {@code group-by}, as far as a hunt can ask
 * @param feeds the correlations that look at what it finds
 * @param isRaising whether it raises alerts, and does not only serve others
 */
record Node(
    About about,
    Correlation correlation,
    List<About> inputs,
    List<Optional<Name>> groupPlaces,
    List<Feed> feeds,
    boolean isRaising) {
  Node {
    inputs = List.copyOf(inputs);
    groupPlaces = List.copyOf(groupPlaces);
    feeds = List.copyOf(feeds);
  }

  /** Whether a further occurrence cannot undo what was found, so that it is found at once. */
  boolean isRising() {
    boolean isLower =
        correlation.bounds().stream()
            .allMatch(
                bound ->
                    switch (bound.comparison()) {
                      case GT, GTE -> true;
                      case LT, LTE, EQ, NEQ -> false;
                    });
    return isLower
        && switch (correlation.type()) {
          case EVENT_COUNT, VALUE_COUNT, TEMPORAL, TEMPORAL_ORDERED, VALUE_SUM -> true;
          case VALUE_AVG, VALUE_PERCENTILE, VALUE_MEDIAN -> false;
        };
  }

  /** Whether it asks which rules hit and not how often, so that a state may be told repeatedly. */
  boolean isTemporal() {
    return switch (correlation.type()) {
      case TEMPORAL, TEMPORAL_ORDERED -> true;
      case EVENT_COUNT, VALUE_COUNT, VALUE_SUM, VALUE_AVG, VALUE_PERCENTILE, VALUE_MEDIAN -> false;
    };
  }

  boolean holds(double value) {
    return correlation.bounds().stream().allMatch(bound -> bound.holds(value));
  }

  /** The values of a group with their names. */
  List<Match.GroupValue> named(List<String> values) {
    return IntStream.range(0, values.size())
        .mapToObj(
            i ->
                new Match.GroupValue(
                    correlation.groupBy().get(i), values.get(i), groupPlaces.get(i)))
        .toList();
  }

  /** The values that group an occurrence; empty if it lacks one. */
  Optional<List<String>> group(Occurrence occurrence, int input) {
    return values(correlation.groupBy(), occurrence, input);
  }

  /** The values that are counted; empty if the occurrence lacks one. */
  Optional<List<String>> measured(Occurrence occurrence, int input) {
    return values(correlation.fields(), occurrence, input);
  }

  private Optional<List<String>> values(List<String> names, Occurrence occurrence, int input) {
    List<String> values = new ArrayList<>(names.size());
    for (String name : names) {
      Optional<String> value = occurrence.value(correlation.fieldOf(name, inputs.get(input)));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.orElseThrow());
    }
    return Optional.of(values);
  }
}
