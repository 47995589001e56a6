package dev.ring3.search.detect.correlate;

import dev.ring3.search.query.Fold;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the entries of a sliding window come to, kept up to date as they come, in the order of time,
 * and go, the oldest first. For one thread.
 */
sealed interface Tally permits Tally.Events, Tally.Distinct, Tally.Sum, OrderTally {
  void add(Entry entry);

  void remove(Entry entry);

  /** What is compared. */
  double value();

  /** The tally of a correlation whose window slides. */
  static Tally of(Node node) {
    return switch (node.correlation().type()) {
      case EVENT_COUNT -> new Events();
      case VALUE_COUNT, TEMPORAL -> new Distinct(node.isTemporal());
      case VALUE_SUM -> new Sum();
      case TEMPORAL_ORDERED -> new OrderTally(node.inputs().size(), node.correlation().timespan());
      case VALUE_AVG, VALUE_PERCENTILE, VALUE_MEDIAN ->
          throw new IllegalArgumentException(
              "no window of " + node.correlation().type() + " slides");
    };
  }

  /** How many entries. */
  final class Events implements Tally {
    private long count;

    @Override
    public void add(Entry entry) {
      count++;
    }

    @Override
    public void remove(Entry entry) {
      count--;
    }

    @Override
    public double value() {
      return count;
    }
  }

  /** How many different values, or rules. */
  final class Distinct implements Tally {
    private final boolean isOfRules;
    private final Map<Object, Integer> counts = new HashMap<>();

    Distinct(boolean isOfRules) {
      this.isOfRules = isOfRules;
    }

    private Object key(Entry entry) {
      return isOfRules ? entry.input() : folded(entry.values());
    }

    static List<String> folded(List<String> values) {
      return values.stream().map(Fold::lower).toList();
    }

    @Override
    public void add(Entry entry) {
      counts.merge(key(entry), 1, Integer::sum);
    }

    @Override
    public void remove(Entry entry) {
      counts.computeIfPresent(key(entry), (_key, count) -> count == 1 ? null : count - 1);
    }

    @Override
    public double value() {
      return counts.size();
    }
  }

  /** The sum of the values, exact in whatever order they come and go. */
  final class Sum implements Tally {
    private BigDecimal sum = BigDecimal.ZERO;

    @Override
    public void add(Entry entry) {
      sum = sum.add(number(entry));
    }

    @Override
    public void remove(Entry entry) {
      sum = sum.subtract(number(entry));
    }

    private static BigDecimal number(Entry entry) {
      return new BigDecimal(entry.number().orElse(0));
    }

    @Override
    public double value() {
      return sum.doubleValue();
    }
  }

  /** Whether the first time is more than a span before the second. */
  static boolean isOver(Instant first, Instant second, java.time.Duration span) {
    return java.time.Duration.between(first, second).compareTo(span) > 0;
  }
}
