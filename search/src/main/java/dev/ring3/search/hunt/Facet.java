package dev.ring3.search.hunt;

import dev.ring3.search.index.ValueTable;
import java.util.List;
import java.util.Objects;

/**
 * The values of one field among the hits.
 *
 * @param field as it was asked for
 * @param values the most frequent or the rarest, first; upper and lower case are one value
 * @param distinct different values there are
 * @param hits hits that have any value
 */
public record Facet(String field, List<ValueTable.Entry> values, int distinct, long hits) {
  public Facet {
    Objects.requireNonNull(field);
    values = List.copyOf(values);
  }
}
