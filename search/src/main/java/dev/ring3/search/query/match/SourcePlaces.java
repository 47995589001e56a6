package dev.ring3.search.query.match;

import dev.ring3.collector.event.Shape;
import dev.ring3.search.query.Fold;
import dev.ring3.search.query.Spoken;
import java.util.HashMap;
import java.util.Map;

/** The places of a source's own names. For one thread. */
final class SourcePlaces {
  /** No place, and not among what the record says. */
  static final int SILENT = Slots.NONE - 1;

  /** Names whose place is remembered; sources have hundreds, hostile ones any number. */
  private static final int NAMES = 16_384;

  /** Real names are short; longer ones are looked up each time. */
  private static final int LONGEST = 256;

  private final Slots slots;
  private final Map<String, Integer> places = new HashMap<>();

  SourcePlaces(Slots slots) {
    this.slots = slots;
  }

  /**
   * The places, in the order of the shape's, of what an event has; {@link Slots#NONE} or {@link
   * #SILENT} for names that have none.
   */
  int[] of(Shape shape) {
    int[] all = new int[shape.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = i < shape.fields() ? Slots.of(shape.field(i)) : of(shape.name(i));
    }
    return all;
  }

  private int of(String name) {
    if (name.length() > LONGEST) {
      return find(name);
    }
    Integer known = places.get(name);
    if (known == null) {
      known = find(name);
      if (places.size() < NAMES) {
        places.put(name, known);
      }
    }
    return known;
  }

  private int find(String name) {
    int place = slots.ofSource(Fold.lower(name));
    return place == Slots.NONE && !Spoken.isSpoken(name) ? SILENT : place;
  }
}
