package dev.ring3.search.query.match;

import dev.ring3.collector.event.Field;
import dev.ring3.collector.event.FieldType;
import dev.ring3.search.query.Name;
import dev.ring3.search.query.Spoken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Numbers the places that tests look at: anywhere, fields, then source names as they turn up. */
final class Slots {
  /** Stands for every value that {@link dev.ring3.search.query.Spoken} lists. */
  static final int ANYWHERE = 0;

  /** The same without those that are numbers. */
  static final int ANY_TEXT = 1;

  private static final int FIRST_FIELD = 2;
  private static final int FIRST_SOURCE = FIRST_FIELD + Field.values().length;

  private static final Field[] FIELDS = Field.values();

  private final Map<String, Integer> bySource = new HashMap<>();
  private final List<String> sources = new ArrayList<>();

  /** The place of a name, numbered now if it is new. */
  int of(Name name) {
    return switch (name) {
      case Name.OfField field -> of(field.field());
      case Name.OfSource source ->
          bySource.computeIfAbsent(
              source.name(),
              added -> {
                sources.add(added);
                return FIRST_SOURCE + bySource.size();
              });
    };
  }

  /** The place of a field: its own in the table, as places never leave the process. */
  @SuppressWarnings("EnumOrdinal")
  static int of(Field field) {
    return FIRST_FIELD + field.ordinal();
  }

  /** The place of a source name in lower case, if any test looks there. */
  int ofSource(String folded) {
    return Objects.requireNonNullElse(bySource.get(folded), NONE);
  }

  /** No place: nothing looks there. An index, not a value of the domain. */
  static final int NONE = -1;

  int count() {
    return FIRST_SOURCE + bySource.size();
  }

  /** Whether the values of a field or source name are among those that {@link Spoken} lists. */
  boolean isSpoken(int place) {
    return isField(place)
        ? Spoken.isSpoken(FIELDS[place - FIRST_FIELD])
        : Spoken.isSpoken(sources.get(place - FIRST_SOURCE));
  }

  /** Whether it is a field of numbers. */
  boolean isNumber(int place) {
    return isField(place) && FIELDS[place - FIRST_FIELD].type() == FieldType.LONG;
  }

  private static boolean isField(int place) {
    return place >= FIRST_FIELD && place < FIRST_SOURCE;
  }
}
