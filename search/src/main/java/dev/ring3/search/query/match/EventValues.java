package dev.ring3.search.query.match;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.search.query.Fold;
import dev.ring3.search.query.Spoken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of one event by place, each made text and lower-cased at most once. For one thread;
 * {@link #set} starts the next event.
 */
final class EventValues {
  private static final String[] NOTHING = {};

  /** Source names whose place is remembered; sources have hundreds, hostile ones any number. */
  private static final int NAMES = 65_536;

  private final Slots slots;
  private final @Nullable Object[] raw;
  private final String[] @Nullable [] texts;
  private final String[] @Nullable [] folded;
  private final Map<String, Integer> places = new HashMap<>();
  private final List<String> spoken = new ArrayList<>();
  private @Nullable Event event;

  EventValues(Slots slots) {
    this.slots = slots;
    this.raw = new Object[slots.count()];
    this.texts = new String[slots.count()][];
    this.folded = new String[slots.count()][];
  }

  /** Starts an event. */
  void set(Event next) {
    Arrays.fill(raw, null);
    Arrays.fill(texts, null);
    Arrays.fill(folded, null);
    event = next;
    next.forEach((field, value) -> raw[Slots.of(field)] = value);
    next.source().forEach(this::setSource);
  }

  private void setSource(String name, String value) {
    Integer known = places.get(name);
    if (known == null) {
      known = slots.ofSource(Fold.lower(name));
      if (places.size() < NAMES) {
        places.put(name, known);
      }
    }
    int place = known;
    if (place == Slots.NONE) {
      return;
    }
    String[] before = texts[place];
    if (before == null) {
      raw[place] = value;
      texts[place] = new String[] {value};
    } else {
      String[] more = Arrays.copyOf(before, before.length + 1);
      more[before.length] = value;
      texts[place] = more;
    }
  }

  Event event() {
    return Objects.requireNonNull(event, "set was not called");
  }

  boolean has(int place) {
    return raw[place] != null;
  }

  /** The value as the event holds it: a text, a list of them, a number, a time, yes or no. */
  @Nullable Object raw(int place) {
    return raw[place];
  }

  /** The values as text; none for dates. */
  String[] texts(int place) {
    String[] known = texts[place];
    if (known == null) {
      known =
          switch (place) {
            case Slots.ANYWHERE -> spoken(true);
            case Slots.ANY_TEXT -> spoken(false);
            default -> texts(raw[place]);
          };
      texts[place] = known;
    }
    return known;
  }

  private String[] spoken(boolean withNumbers) {
    spoken.clear();
    if (withNumbers) {
      Spoken.of(event(), spoken::add);
    } else {
      Spoken.texts(event(), spoken::add);
    }
    return spoken.toArray(String[]::new);
  }

  private static String[] texts(@Nullable Object value) {
    return switch (value) {
      case null -> NOTHING;
      case String one -> new String[] {one};
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
      known = originals.length == 0 ? originals : new String[originals.length];
      for (int i = 0; i < known.length; i++) {
        known[i] = Fold.lower(originals[i]);
      }
      folded[place] = known;
    }
    return known;
  }

  /** The text of an event's field of one value, in lower case; null if it is absent. */
  @Nullable String key(Field field) {
    String[] values = folded(Slots.of(field));
    return values.length == 0 ? null : values[0];
  }
}
