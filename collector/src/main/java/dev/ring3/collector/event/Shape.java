package dev.ring3.collector.event;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which fields an event has, and which names of its source, each at a place: first the fields in
 * the order of the table, then the names in theirs. Immutable and safe for any thread.
 *
 * <p>Events of a kind mostly have the same ones, so that what is worked out for a shape serves many
 * events.
 */
public final class Shape {
  private final Field[] fields;
  private final String[] names;
  private final int hash;

  /**
   * @param fields in the order of the table; not copied
   * @param names in their natural order; not copied
   */
  Shape(Field[] fields, String[] names) {
    this.fields = fields;
    this.names = names;
    this.hash = hash(fields) * 31 + Arrays.hashCode(names);
  }

  /** The same in each process, which that of an enum's constant is not. */
  @SuppressWarnings("EnumOrdinal") // never leaves the process
  private static int hash(Field[] fields) {
    int hash = 1;
    for (Field field : fields) {
      hash = 31 * hash + field.ordinal();
    }
    return hash;
  }

  /** How many places there are. */
  public int size() {
    return fields.length + names.length;
  }

  /** How many of the places, the first ones, are fields of the table. */
  public int fields() {
    return fields.length;
  }

  /** The field at a place below {@link #fields}. */
  public Field field(int place) {
    return fields[place];
  }

  /** The source's name at a place from {@link #fields} on. */
  public String name(int place) {
    return names[place - fields.length];
  }

  /** The place of a field; negative if the event does not have it. */
  public int placeOf(Field field) {
    return Arrays.binarySearch(fields, field);
  }

  /** The place of a source's name; negative if the event does not have it. */
  int placeOf(String name) {
    int at = Arrays.binarySearch(names, name);
    return at < 0 ? -1 : fields.length + at;
  }

  /** Characters of all names. */
  public int characters() {
    return Arrays.stream(names).mapToInt(String::length).sum();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other == this
        || (other instanceof Shape that
            && hash == that.hash
            && Arrays.equals(fields, that.fields)
            && Arrays.equals(names, that.names));
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
