package dev.ring3.search.detect.rules;

import dev.ring3.search.sigma.rule.About;
import dev.ring3.search.sigma.rule.Correlation;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A correlation that can run.
 *
 * @param isEnabled whether it raises alerts
 */
public record ActiveCorrelation(About about, Correlation correlation, boolean isEnabled)
    implements AnyRule {
  /** Whole numbers below it are written as such. */
  private static final double WHOLE = 1e15;

  public ActiveCorrelation {
    Objects.requireNonNull(about);
    Objects.requireNonNull(correlation);
  }

  @Override
  public String looksAt() {
    return "correlation " + correlation.type().word();
  }

  /** What it asks, as short phrases by what they are about. */
  public Map<String, String> inWords() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("rules", String.join(", ", correlation.rules()));
    words.put(
        "within",
        correlation.groupBy().isEmpty()
            ? timespan() + ", over all events"
            : timespan() + ", for each " + String.join(" and ", correlation.groupBy()));
    words.put(
        "needs",
        correlation.bounds().stream()
            .map(
                bound -> measured() + " " + symbol(bound.comparison()) + " " + number(bound.than()))
            .collect(Collectors.joining(" and ")));
    words.put(
        "others",
        correlation.isGenerating()
            ? "its rules raise alerts of their own"
            : "its rules raise no alerts of their own");
    return words;
  }

  /** A number without a fraction where it has none. */
  public static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < WHOLE
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** As rules write it, such as {@code 1h30m}. */
  private String timespan() {
    return correlation.timespan().toString().substring(2).toLowerCase(Locale.ROOT);
  }

  private String measured() {
    Integer percentile = correlation.percentile();
    String fields = String.join(", ", correlation.fields());
    return switch (correlation.type()) {
      case EVENT_COUNT -> "number of hits";
      case VALUE_COUNT -> "number of different " + fields;
      case TEMPORAL -> "number of rules that hit";
      case TEMPORAL_ORDERED -> "number of rules that hit in this order";
      case VALUE_SUM -> "sum of " + fields;
      case VALUE_AVG -> "average of " + fields;
      case VALUE_MEDIAN -> "median of " + fields;
      case VALUE_PERCENTILE ->
          percentile == null
              ? "percent of the hits that have the same " + fields
              : "percentile " + percentile + " of " + fields;
    };
  }

  private static String symbol(Correlation.Comparison comparison) {
    return switch (comparison) {
      case GT -> ">";
      case GTE -> "≥";
      case LT -> "<";
      case LTE -> "≤";
      case EQ -> "=";
      case NEQ -> "≠";
    };
  }
}
