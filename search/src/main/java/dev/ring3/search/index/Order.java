package dev.ring3.search.index;

import dev.ring3.collector.event.Field;
import dev.ring3.collector.event.FieldType;
import java.util.Objects;

/**
 * In which order hits come. Hits that are equal in it come in the order of import, or its reverse.
 * Hits without the field come last. Text is ordered by its bytes, upper case before lower; of
 * several values the least counts.
 *
 * @param field any but prose
 * @param descending the greatest first
 */
public record Order(Field field, boolean descending) {
  /** The latest first. */
  public static final Order NEWEST_FIRST = new Order(Field.TIMESTAMP, true);

  public Order {
    Objects.requireNonNull(field);
    if (field.type() == FieldType.PROSE) {
      throw new IllegalArgumentException(field.ecs() + " cannot be sorted by: it is prose");
    }
  }
}
