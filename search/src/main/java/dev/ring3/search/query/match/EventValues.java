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
 * The values of one event by place, each made text and lower-cased at most once. For one thread;
 * {@link #set} starts the next event.
 */
final class EventValues {
  private static final String[] NOTHING = {};

  /** Characters of the longest text that is kept in lower case: there are hundreds of places. */
  private static final int LONGEST_KEPT = 4_096;

  private final @Nullable Object[] raw;
  private final String[] @Nullable [] texts;
  private final String[] @Nullable [] folded;

  /** By place the text that was lower-cased last, and what became of it. */
  private final @Nullable String[] lastOriginal;

  private final String[] @Nullable [] lastFolded;
  private final SourcePlaces places;
  private final List<String> spoken = new ArrayList<>();
  private @Nullable Event event;

  /** The places that have something, which are few of all that rules look at. */
  private final int[] used;

  private int usedCount;

  /** Spoken values under names of the source that no rule has. */
  private final List<String> others = new ArrayList<>();

  EventValues(Slots slots) {
    this.places = new SourcePlaces(slots);
    this.used = new int[slots.count()];
    this.raw = new Object[slots.count()];
    this.texts = new String[slots.count()][];
    this.folded = new String[slots.count()][];
    this.lastOriginal = new String[slots.count()];
    this.lastFolded = new String[slots.count()][];
  }

  /** Starts an event. */
  void set(Event next) {
    for (int i = 0; i < usedCount; i++) {
      raw[used[i]] = null;
      texts[used[i]] = null;
      folded[used[i]] = null;
    }
    usedCount = 0;
    others.clear();
    use(Slots.ANYWHERE, next);
    event = next;
    next.forEach((field, value) -> use(Slots.of(field), value));
    next.source().forEach(this::setSource);
  }

  private void use(int place, Object value) {
    raw[place] = value;
    used[usedCount++] = place;
  }

  private void setSource(String name, String value) {
    int place = places.of(name);
    if (place < 0) {
      if (place == Slots.NONE) {
        others.add(value);
      }
      return;
    }
    Object before = raw[place];
    if (before == null) {
      use(place, value);
    } else {
      String[] several = texts(before);
      String[] more = Arrays.copyOf(several, several.length + 1);
      more[several.length] = value;
      raw[place] = more;
    }
  }

  /** How many places have something. */
  int used() {
    return usedCount;
  }

  /** A place that has something, by a number below {@link #used}. */
  int place(int number) {
    return used[number];
  }

  /** Spoken values under names of the source that have no place. */
  List<String> others() {
    return others;
  }

  Event event() {
    return Objects.requireNonNull(event, "set was not called");
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

  private static String[] texts(Object value) {
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
      known = originals.length == 1 ? fold(place, originals[0]) : fold(originals);
      folded[place] = known;
    }
    return known;
  }

  /** Most values are those of an event before. */
  private String[] fold(int place, String original) {
    String[] known = lastFolded[place];
    if (known == null || !original.equals(lastOriginal[place])) {
      known = new String[] {Fold.lower(original)};
      boolean isKept = original.length() <= LONGEST_KEPT;
      lastOriginal[place] = isKept ? original : null;
      lastFolded[place] = isKept ? known : null;
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
