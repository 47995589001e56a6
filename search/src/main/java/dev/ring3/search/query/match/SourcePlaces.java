package dev.ring3.search.query.match;

import dev.ring3.search.query.Fold;
import dev.ring3.search.query.Spoken;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The places of a source's own names. For one thread.
 *
 * <p>Decoders use one object for a name again and again, so that most are known by that.
 */
final class SourcePlaces {
  /** No place, and not among what the record says. */
  static final int SILENT = Slots.NONE - 1;

  /** Names whose place is remembered; sources have hundreds, hostile ones any number. */
  private static final int NAMES = 16_384;

  private static final int RECENT = 1_024;

  /** Real names are short; longer ones are looked up each time. */
  private static final int LONGEST = 256;

  private final Slots slots;
  private final Map<String, Integer> places = new HashMap<>();
  private final @Nullable String[] recent = new String[RECENT];
  private final int[] recentPlaces = new int[RECENT];

  SourcePlaces(Slots slots) {
    this.slots = slots;
  }

  /** The place of a name; {@link Slots#NONE} or {@link #SILENT} if it has none. */
  @SuppressWarnings("ReferenceEquality")
  int of(String name) {
    if (name.length() > LONGEST) {
      return find(name);
    }
    int hash = name.hashCode();
    int at = (hash ^ (hash >>> 16)) & (RECENT - 1);
    if (recent[at] != name) {
      recentPlaces[at] = lookUp(name);
      recent[at] = name;
    }
    return recentPlaces[at];
  }

  private int lookUp(String name) {
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
