package dev.ring3.search.sigma.read;

import dev.ring3.search.sigma.rule.Correlation;
import dev.ring3.search.sigma.yaml.Yaml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the part {@code correlation} of a document. */
final class CorrelationReader {
  private static final Pattern SPAN = Pattern.compile("(\\d{1,9})([smhdwMy])");

  private CorrelationReader() {}

  /**
   * @param document in which the part stands
   */
  static Correlation read(Yaml.Mapping written, Yaml.Mapping document) {
    Correlation.Type type = type(Nodes.scalar(Nodes.require(written, "type"), "type"));
    List<String> rules = Nodes.texts(Nodes.require(written, "rules"), "rules");
    if (rules.isEmpty()) {
      throw new MistakeException(written.place(), "correlation of no rules", "name one");
    }
    Optional<Yaml.Mapping> condition =
        written.at("condition").map(node -> Nodes.mapping(node, "condition"));
    List<String> fields = fields(written, type, condition);
    return new Correlation(
        type,
        rules,
        written.at("group-by").map(node -> Nodes.texts(node, "group-by")).orElse(List.of()),
        span(Nodes.scalar(Nodes.require(written, "timespan"), "timespan")),
        written.at("aliases").map(CorrelationReader::aliases).orElse(Map.of()),
        fields,
        bounds(written, type, rules.size(), condition),
        condition.flatMap(CorrelationReader::percentile).orElse(null),
        isGenerating(document) || isGenerating(written));
  }

  /** The specification has it beside the part, tools wrote it inside. */
  private static boolean isGenerating(Yaml.Mapping written) {
    return Nodes.text(written, "generate").filter("true"::equalsIgnoreCase).isPresent();
  }

  private static List<String> fields(
      Yaml.Mapping written, Correlation.Type type, Optional<Yaml.Mapping> condition) {
    List<String> fields =
        condition
            .flatMap(map -> map.at("field"))
            .map(node -> Nodes.texts(node, "field"))
            .orElse(List.of());
    if (type.needsField() && fields.isEmpty()) {
      throw new MistakeException(
          written.place(), type.word() + " needs a field", "add 'field: …' to the condition");
    }
    if (fields.size() > 1 && type != Correlation.Type.VALUE_COUNT) {
      throw new MistakeException(
          written.place(), type.word() + " takes one field", "name one, or write value_count");
    }
    return fields;
  }

  private static Correlation.Type type(Yaml.Scalar written) {
    return Correlation.Type.of(written.text())
        .orElseThrow(
            () ->
                new MistakeException(
                    written.place(),
                    "unknown correlation type '" + written.text() + "'",
                    "write event_count, value_count, temporal, temporal_ordered, value_sum,"
                        + " value_avg, value_percentile or value_median"));
  }

  private static List<Correlation.Bound> bounds(
      Yaml.Mapping written, Correlation.Type type, int rules, Optional<Yaml.Mapping> condition) {
    List<Correlation.Bound> bounds = new ArrayList<>();
    for (Correlation.Comparison comparison : Correlation.Comparison.values()) {
      String word = comparison.name().toLowerCase(Locale.ROOT);
      condition
          .flatMap(map -> map.at(word))
          .ifPresent(node -> bounds.add(new Correlation.Bound(comparison, number(node, word))));
    }
    boolean isTemporal =
        type == Correlation.Type.TEMPORAL || type == Correlation.Type.TEMPORAL_ORDERED;
    if (bounds.isEmpty() && isTemporal) {
      return List.of(new Correlation.Bound(Correlation.Comparison.GTE, rules));
    }
    if (bounds.isEmpty()) {
      throw new MistakeException(
          written.place(), "correlation without a bound", "add 'gte: …' or such to the condition");
    }
    return bounds;
  }

  private static double number(Yaml node, String what) {
    Yaml.Scalar scalar = Nodes.scalar(node, what);
    try {
      return Double.parseDouble(scalar.text());
    } catch (NumberFormatException e) {
      throw new MistakeException(scalar.place(), what + " is no number", "write a number");
    }
  }

  private static Optional<Integer> percentile(Yaml.Mapping condition) {
    Optional<Yaml> written = condition.at("percentile");
    if (written.isEmpty()) {
      return Optional.empty();
    }
    double percentile = number(written.orElseThrow(), "percentile");
    if (percentile < 0 || percentile > 100) {
      throw new MistakeException(
          written.orElseThrow().place(), "percentile out of range", "write 0 to 100");
    }
    return Optional.of((int) percentile);
  }

  /** Months are 30 days and years 365. */
  private static Duration span(Yaml.Scalar written) {
    Matcher matcher = SPAN.matcher(written.text());
    if (!matcher.matches()) {
      throw new MistakeException(
          written.place(),
          "'" + written.text() + "' is no timespan",
          "write one such as 30s or 1h");
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      case "d" -> Duration.ofDays(count);
      case "w" -> Duration.ofDays(7 * count);
      case "M" -> Duration.ofDays(30 * count);
      default -> Duration.ofDays(365 * count);
    };
  }

  private static Map<String, Map<String, String>> aliases(Yaml node) {
    Map<String, Map<String, String>> aliases = new LinkedHashMap<>();
    for (Yaml.Entry alias : Nodes.mapping(node, "aliases").entries()) {
      Map<String, String> fields = new LinkedHashMap<>();
      for (Yaml.Entry rule : Nodes.mapping(alias.value(), "an alias").entries()) {
        fields.put(rule.key().text(), Nodes.scalar(rule.value(), "a field").text());
      }
      aliases.put(alias.key().text(), fields);
    }
    return aliases;
  }
}
