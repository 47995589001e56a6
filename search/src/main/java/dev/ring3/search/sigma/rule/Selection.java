package dev.ring3.search.sigma.rule;

import dev.ring3.search.sigma.yaml.Place;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an event has to say. */
public sealed interface Selection {
  /** All of the parts: a map. */
  record All(List<Selection> parts) implements Selection {
    public All {
      parts = List.copyOf(parts);
    }
  }

  /** One of the parts: a list. */
  record Any(List<Selection> parts) implements Selection {
    public Any {
      parts = List.copyOf(parts);
    }
  }

  /**
   * Values of one field.
   *
   * @param field null: any value of the event, or a part of it
   * @param values at least one
   * @param needsAll whether each of the values has to be met, and not only one
   * @param isNegated whether none may be met
   */
  record Item(
      Place place,
      @Nullable String field,
      List<SigmaValue> values,
      boolean needsAll,
      boolean isNegated)
      implements Selection {
    public Item {
      Objects.requireNonNull(place);
      values = List.copyOf(values);
      if (values.isEmpty()) {
        throw new IllegalArgumentException("an item needs a value");
      }
    }
  }
}
