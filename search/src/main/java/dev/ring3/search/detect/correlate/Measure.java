package dev.ring3.search.detect.correlate;

import dev.ring3.search.sigma.rule.Correlation;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** What the entries of a window that is over come to. */
final class Measure {
  private static final double HUNDRED = 100;
  private static final int MEDIAN = 50;

  private Measure() {}

  /** The values that are compared: one, or for shares one of each value of the field. */
  static double[] of(Node node, Collection<Entry> entries, long count) {
    Correlation correlation = node.correlation();
    return switch (correlation.type()) {
      case EVENT_COUNT -> new double[] {count};
      case VALUE_COUNT, TEMPORAL, TEMPORAL_ORDERED, VALUE_SUM -> {
        Tally tally = Tally.of(node);
        new ArrayDeque<>(entries).forEach(tally::add);
        yield new double[] {tally.value()};
      }
      case VALUE_AVG -> numbers(entries).average().stream().toArray();
      case VALUE_MEDIAN -> percentile(entries, MEDIAN);
      case VALUE_PERCENTILE -> percentile(entries, correlation.percentile());
    };
  }

  private static DoubleStream numbers(Collection<Entry> entries) {
    return entries.stream().flatMapToDouble(entry -> entry.number().stream());
  }

  private static double[] percentile(Collection<Entry> entries, @Nullable Integer percentile) {
    return percentile == null ? shares(entries) : percentile(entries, (int) percentile);
  }

  /** The least value that so many percent of the values do not exceed. */
  private static double[] percentile(Collection<Entry> entries, int percentile) {
    double[] sorted = numbers(entries).sorted().toArray();
    if (sorted.length == 0) {
      return sorted;
    }
    int rank = (int) Math.ceil(percentile / HUNDRED * sorted.length);
    return new double[] {sorted[Math.clamp(rank - 1, 0, sorted.length - 1)]};
  }

  /** How many percent of the entries have each value, in the order of their first ones. */
  private static double[] shares(Collection<Entry> entries) {
    Map<List<String>, Integer> counts = new HashMap<>();
    entries.forEach(entry -> counts.merge(Tally.Distinct.folded(entry.values()), 1, Integer::sum));
    double[] shares =
        counts.values().stream().mapToDouble(n -> HUNDRED * n / entries.size()).toArray();
    Arrays.sort(shares);
    return shares;
  }
}
