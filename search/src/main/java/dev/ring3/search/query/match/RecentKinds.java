package dev.ring3.search.query.match;

import dev.ring3.collector.event.Field;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of events that came lately, by the values that make them, as they are written: most
 * events are of the kinds of those before. At most {@value #ENTRIES} are remembered. For one
 * thread.
 */
final class RecentKinds {
  private static final int ENTRIES = 256;

  /** Real keys are short; events with a longer one are not remembered. */
  private static final int LONGEST = 1_024;

  private final int[] places;
  private final @Nullable Object[] keys;
  private final @Nullable Entry[] entries = new Entry[ENTRIES];

  private static final class Entry {
    private final @Nullable Object[] keys;
    private final Kind kind;

    Entry(@Nullable Object[] keys, Kind kind) {
      this.keys = keys;
      this.kind = kind;
    }
  }

  RecentKinds(Field[] keys) {
    this.places = Arrays.stream(keys).mapToInt(Slots::of).toArray();
    this.keys = new Object[places.length];
  }

  /**
   * The kind of an event.
   *
   * @param find finds it where it is not remembered
   */
  Kind of(EventValues values, Supplier<Kind> find) {
    for (int i = 0; i < places.length; i++) {
      keys[i] = values.raw(places[i]);
      if (keys[i] instanceof String text && text.length() > LONGEST) {
        return find.get();
      }
    }
    int hash = Arrays.hashCode(keys);
    int at = (hash ^ (hash >>> 16)) & (ENTRIES - 1);
    Entry entry = entries[at];
    if (entry == null || !Arrays.equals(entry.keys, keys)) {
      entry = new Entry(keys.clone(), find.get());
      entries[at] = entry;
    }
    return entry.kind;
  }
}
