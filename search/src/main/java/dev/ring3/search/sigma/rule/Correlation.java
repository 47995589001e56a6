package dev.ring3.search.sigma.rule;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a correlation asks of the events that other rules found.
 *
 * @param rules ids or names of the rules, at least one
 * @param groupBy fields whose values have to be the same
 * @param timespan within which it has to happen
 * @param aliases field names that mean another field for each rule: alias → rule → field
 * @param fields whose values are counted or summed: none, one, or for {@link Type#VALUE_COUNT}
 *     several that count together
 * @param bounds of the count or value; all have to hold
 * @param percentile from 0 to 100, the value there is compared; null: the share in percent that a
 *     value has among all. For {@link Type#VALUE_PERCENTILE}
 * @param isGenerating whether the rules raise alerts of their own as well
 */
public record Correlation(
    Type type,
    List<String> rules,
    List<String> groupBy,
    Duration timespan,
    Map<String, Map<String, String>> aliases,
    List<String> fields,
    List<Bound> bounds,
    @Nullable Integer percentile,
    boolean isGenerating) {
  /** Events, values and the order of rules that a correlation can look at. */
  public enum Type {
    EVENT_COUNT,
    VALUE_COUNT,
    TEMPORAL,
    TEMPORAL_ORDERED,
    VALUE_SUM,
    VALUE_AVG,
    VALUE_PERCENTILE,
    VALUE_MEDIAN;

    /** Sigma's word for it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The type of that word. */
    public static Optional<Type> of(String word) {
      return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
    }

    /** Whether it is about the values of one field. */
    public boolean needsField() {
      return switch (this) {
        case EVENT_COUNT, TEMPORAL, TEMPORAL_ORDERED -> false;
        case VALUE_COUNT, VALUE_SUM, VALUE_AVG, VALUE_PERCENTILE, VALUE_MEDIAN -> true;
      };
    }

    /**
     * Whether only values that are numbers count.
     *
     * @param percentile as the correlation gives it
     */
    public boolean needsNumber(@Nullable Integer percentile) {
      return switch (this) {
        case EVENT_COUNT, VALUE_COUNT, TEMPORAL, TEMPORAL_ORDERED -> false;
        case VALUE_SUM, VALUE_AVG, VALUE_MEDIAN -> true;
        case VALUE_PERCENTILE -> percentile != null;
      };
    }
  }

  /** How a count or value is compared. */
  public enum Comparison {
    GT,
    GTE,
    LT,
    LTE,
    EQ,
    NEQ
  }

  /** One comparison that has to hold. */
  public record Bound(Comparison comparison, double than) {
    /** Whether it holds for a value. */
    public boolean holds(double value) {
      return switch (comparison) {
        case GT -> value > than;
        case GTE -> value >= than;
        case LT -> value < than;
        case LTE -> value <= than;
        case EQ -> value == than;
        case NEQ -> value != than;
      };
    }
  }

  public Correlation {
    Objects.requireNonNull(type);
    rules = List.copyOf(rules);
    groupBy = List.copyOf(groupBy);
    Objects.requireNonNull(timespan);
    aliases = Collections.unmodifiableMap(new LinkedHashMap<>(aliases));
    fields = List.copyOf(fields);
    bounds = List.copyOf(bounds);
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("a correlation needs a rule");
    }
  }

  /** The field that a name of {@code group-by} means for a rule. */
  public String fieldOf(String name, About rule) {
    Map<String, String> byRule = aliases.getOrDefault(name, Map.of());
    String byName = rule.name() == null ? null : byRule.get(rule.name());
    String meant = byName == null ? byRule.get(rule.id()) : byName;
    return meant == null ? name : meant;
  }
}
