package dev.ring3.collector.event;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes what an event has in common with those before it the same objects: four of five values are
 * those of the last event that had the field. Who then goes through events finds them in the
 * processor's cache and compares references, and queues of events take less memory. For one thread.
 *
 * <p>Memory: the last value of each field and of at most {@value #NAMES} names of sources, texts of
 * at most {@value #LONGEST} characters and lists as they are; and of each type of event the last
 * names, of at most {@value #ALL_NAMES} characters in all.
 */
public final class Recurring {
  private static final int NAMES = 1_024;
  private static final int LONGEST = 2_048;

  /** Real events have a few hundred; those of hostile ones are not kept. */
  private static final int ALL_NAMES = 16_384;

  private final @Nullable Object[] byField = new Object[Field.values().length];
  private final @Nullable String[] byName = new String[NAMES];
  private final Field[] @Nullable [] fields = new Field[EventType.values().length][];
  private final String[] @Nullable [] names = new String[EventType.values().length][];

  /** The same fields, which are those of an event of this type. */
  @SuppressWarnings("EnumOrdinal") // a place in memory, which never leaves it
  Field[] fields(EventType type, Field[] of) {
    Field[] last = fields[type.ordinal()];
    if (last != null && Arrays.equals(last, of)) {
      return last;
    }
    fields[type.ordinal()] = of;
    return of;
  }

  /** The same names, which are those that an event of this type has from its source. */
  @SuppressWarnings("EnumOrdinal")
  String[] names(EventType type, String[] of) {
    String[] last = names[type.ordinal()];
    if (last != null && Arrays.equals(last, of)) {
      return last;
    }
    if (Arrays.stream(of).mapToInt(String::length).sum() <= ALL_NAMES) {
      names[type.ordinal()] = of;
    }
    return of;
  }

  /** Replaces values of fields by equal ones. */
  @SuppressWarnings("EnumOrdinal")
  void values(Field[] of, Object[] values) {
    for (int i = 0; i < of.length; i++) {
      int place = of[i].ordinal();
      Object last = byField[place];
      if (values[i].equals(last)) {
        values[i] = last;
      } else if (!(values[i] instanceof String text) || text.length() <= LONGEST) {
        byField[place] = values[i];
      }
    }
  }

  /** Replaces values under a source's own names by equal ones. */
  void values(String[] of, String[] values) {
    for (int i = 0; i < of.length; i++) {
      int hash = of[i].hashCode();
      int place = (hash ^ (hash >>> 16)) & (NAMES - 1);
      String last = byName[place];
      if (values[i].equals(last)) {
        values[i] = last;
      } else if (values[i].length() <= LONGEST) {
        byName[place] = values[i];
      }
    }
  }
}
