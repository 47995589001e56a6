package dev.ring3.collector.event;

import org.jspecify.annotations.Nullable;

/**
 * Makes what an event has in common with those before it the same objects: four of five values are
 * those of the last event that had the field, and most others came a little earlier. Who then goes
 * through events finds them in the processor's cache and compares references, and queues of events
 * take less memory. For one thread.
 *
 * <p>Memory: the last value of each field and of at most {@value #NAMES} names of sources, and
 * {@value #TEXTS} texts, each of at most {@value #LONGEST} characters, and lists as they are; and
 * of each type of event the last shape, with names of at most {@value #ALL_NAMES} characters in
 * all.
 */
public final class Recurring {
  private static final int NAMES = 1_024;
  private static final int TEXTS = 8_192;
  private static final int LONGEST = 2_048;

  /** Real events have a few hundred; those of hostile ones are not kept. */
  private static final int ALL_NAMES = 16_384;

  private final @Nullable Object[] byField = new Object[Field.values().length];
  private final @Nullable Object[] byName = new Object[NAMES];

  /** Each at the place of its hash. */
  private final @Nullable String[] texts = new String[TEXTS];

  private final @Nullable Shape[] shapes = new Shape[EventType.values().length];

  /** The same shape, which is that of an event of this type. */
  @SuppressWarnings("EnumOrdinal") // a place in memory, which never leaves it
  Shape shape(EventType type, Shape of) {
    Shape last = shapes[type.ordinal()];
    if (last != null && last.equals(of)) {
      return last;
    }
    if (of.characters() <= ALL_NAMES) {
      shapes[type.ordinal()] = of;
    }
    return of;
  }

  /** Replaces values by equal ones. */
  @SuppressWarnings("EnumOrdinal")
  void values(Shape of, Object[] values) {
    for (int i = 0; i < of.fields(); i++) {
      share(values, i, byField, of.field(i).ordinal());
    }
    for (int i = of.fields(); i < values.length; i++) {
      share(values, i, byName, place(of.name(i), NAMES));
    }
  }

  private static int place(String text, int places) {
    int hash = text.hashCode();
    return (hash ^ (hash >>> 16)) & (places - 1);
  }

  private void share(Object[] values, int at, @Nullable Object[] known, int place) {
    Object last = known[place];
    if (values[at].equals(last)) {
      values[at] = last;
    } else if (!(values[at] instanceof String text)) {
      known[place] = values[at];
    } else if (text.length() <= LONGEST) {
      String shared = shared(text);
      values[at] = shared;
      known[place] = shared;
    }
  }

  private String shared(String text) {
    int place = place(text, TEXTS);
    String known = texts[place];
    if (text.equals(known)) {
      return known;
    }
    texts[place] = text;
    return text;
  }
}
