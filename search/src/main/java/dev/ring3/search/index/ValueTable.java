package dev.ring3.search.index;

import dev.ring3.search.query.Name;
import java.util.List;

/**
 * How often values occur. Upper and lower case are one value; values of more than 10,922 characters
 * are not counted.
 *
 * @param entries the most frequent or the rarest, first
 * @param distinct different values there are
 * @param hits events that have any
 */
public record ValueTable(Name name, List<Entry> entries, int distinct, long hits) {
  /** A value as most events write it, and the events that have it. */
  public record Entry(String value, long count) {}

  public ValueTable {
    entries = List.copyOf(entries);
  }
}
