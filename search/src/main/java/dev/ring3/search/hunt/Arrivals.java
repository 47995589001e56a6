package dev.ring3.search.hunt;

import dev.ring3.search.index.Row;
import java.util.List;

/**
 * What came in of the live events.
 *
 * @param rows in the order in which they came
 * @param until key of the last event that was looked at, hit or not
 */
public record Arrivals(List<Row> rows, long until) {
  public Arrivals {
    rows = List.copyOf(rows);
  }
}
