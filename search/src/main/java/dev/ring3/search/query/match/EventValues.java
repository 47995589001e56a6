package dev.ring3.search.query.match;

import dev.ring3.collector.event.Event;
import dev.ring3.search.query.Fold;
import dev.ring3.search.query.Spoken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of one event by place, each made text and lower-cased at most once, and not again for
 * the next event of the same shape that has it, too. For one thread.
 */
final class EventValues {
  private static final String[] NOTHING = {};

  private final @Nullable Object[] raw;
  private final String[] @Nullable [] texts;
  private final String[] @Nullable [] folded;
  private final List<String> spoken = new ArrayList<>();
  private @Nullable Event event;

  EventValues(Slots slots) {
    this.raw = new Object[slots.count()];
    this.texts = new String[slots.count()][];
    this.folded = new String[slots.count()][];
  }

  /** Goes on to an event, whose values that differ are then to be put. */
  void next(Event next) {
    event = next;
    put(Slots.ANYWHERE, next, false);
  }

  /**
   * Puts another value at a place.
   *
   * @param isSame whether it equals the one before
   */
  void put(int place, Object value, boolean isSame) {
    raw[place] = value;
    if (!isSame) {
      texts[place] = null;
      folded[place] = null;
    }
  }

  /**
   * Goes on to an event of which nothing is there yet.
   *
   * @param places of its values, in the order of its shape; a negative one is none
   * @return whether each value has a place for itself
   */
  boolean fill(Event whole, int[] places) {
    boolean isEachAlone = true;
    next(whole);
    for (int at = 0; at < places.length; at++) {
      int place = places[at];
      if (place >= 0) {
        Object value = whole.value(at);
        Object before = raw[place];
        put(place, before == null ? value : both(before, (String) value), false);
        isEachAlone &= before == null;
      }
    }
    return isEachAlone;
  }

  /** Of a source with names that differ in case only. */
  private static String[] both(Object before, String value) {
    String[] several = texts(before);
    String[] more = Arrays.copyOf(several, several.length + 1);
    more[several.length] = value;
    return more;
  }

  /** Takes away what is at these places. */
  void remove(int[] places) {
    for (int place : places) {
      if (place >= 0) {
        raw[place] = null;
        texts[place] = null;
        folded[place] = null;
      }
    }
  }

  Event event() {
    return Objects.requireNonNull(event, "next was not called");
  }

  boolean has(int place) {
    return raw[place] != null;
  }

  /**
   * The value as the event holds it: a text, a list of them, a number, a time, yes or no; an array
   * of texts where a source has several names that differ in case only.
   */
  @Nullable Object raw(int place) {
    return raw[place];
  }

  /** The values as text; none for dates. */
  String[] texts(int place) {
    String[] known = texts[place];
    if (known == null) {
      if (raw[place] == null) {
        return NOTHING;
      }
      known =
          switch (place) {
            case Slots.ANYWHERE -> spoken();
            default -> texts(Objects.requireNonNull(raw[place]));
          };
      texts[place] = known;
    }
    return known;
  }

  private String[] spoken() {
    spoken.clear();
    Spoken.of(event(), spoken::add);
    return spoken.toArray(String[]::new);
  }

  /** A value as text, or several; none for dates. */
  static String[] texts(Object value) {
    if (value instanceof String one) {
      return new String[] {one}; // nearly all are, and a switch over patterns costs more
    }
    return switch (value) {
      case String[] several -> several;
      case List<?> many -> many.toArray(String[]::new);
      case java.time.Instant _time -> NOTHING;
      case Object other -> new String[] {other.toString()};
    };
  }

  /** The values as text in lower case. */
  String[] folded(int place) {
    String[] known = folded[place];
    if (known == null) {
      String[] originals = texts(place);
      if (originals.length == 0) {
        return originals;
      }
      known = fold(originals);
      folded[place] = known;
    }
    return known;
  }

  private static String[] fold(String[] originals) {
    String[] all = new String[originals.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = Fold.lower(originals[i]);
    }
    return all;
  }
}
