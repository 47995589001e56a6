package dev.ring3.search.hunt;

import dev.ring3.search.index.Row;
import java.util.List;
import java.util.Objects;

/**
 * What happened around an event, oldest first.
 *
 * @param before the last events before it
 * @param row the event itself
 * @param after the first events after it
 */
public record Surroundings(List<Row> before, Row row, List<Row> after) {
  public Surroundings {
    before = List.copyOf(before);
    Objects.requireNonNull(row);
    after = List.copyOf(after);
  }
}
