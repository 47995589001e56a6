package dev.ring3.search.query;

import dev.ring3.collector.event.Field;
import java.util.Objects;

/** Where an event keeps a value. */
public sealed interface Name {
  /** A field of the table. */
  record OfField(Field field) implements Name {
    public OfField {
      Objects.requireNonNull(field);
    }

    @Override
    public String toString() {
      return field.ecs();
    }
  }

  /**
   * A name that only the source has; upper and lower case are the same.
   *
   * @param name in lower case
   */
  record OfSource(String name) implements Name {
    public OfSource {
      name = Fold.lower(name);
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
