package dev.ring3.search.sigma.taxonomy;

import dev.ring3.collector.event.Field;
import dev.ring3.search.query.Criterion;
import dev.ring3.search.query.Name;
import dev.ring3.search.query.Query;
import dev.ring3.search.query.TextPattern;
import dev.ring3.search.sigma.rule.LogSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the table of log sources.
 *
 * @param category null: for rules without one
 * @param service null: for rules without one
 * @param products none: for rules without one
 * @param when the values that its events have
 * @param isSpaced whether values' names may be written with blanks
 */
record EventSource(
    @Nullable String category,
    @Nullable String service,
    List<String> products,
    Map<Field, List<String>> when,
    boolean isSpaced) {
  EventSource {
    products = List.copyOf(products);
    when = Map.copyOf(when);
  }

  boolean fits(LogSource source) {
    return Objects.equals(category, source.category())
        && Objects.equals(service, source.service())
        && (products.isEmpty()
            ? source.product() == null
            : source.product() != null && products.contains(source.product()));
  }

  /** The events of a log source that fits. */
  Query query(LogSource source) {
    List<Query> all = new ArrayList<>();
    when.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(condition -> all.add(oneOf(condition.getKey(), condition.getValue())));
    if (source.product() != null) {
      all.add(oneOf(Field.HOST_OS_TYPE, List.of(source.product())));
    }
    return Query.and(all);
  }

  static Query oneOf(Field field, List<String> values) {
    return Query.or(
        values.stream()
            .<Query>map(
                value ->
                    new Query.Match(
                        new Name.OfField(field), new Criterion.Text(TextPattern.literal(value))))
            .toList());
  }
}
