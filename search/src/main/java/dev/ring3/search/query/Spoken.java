package dev.ring3.search.query;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.event.FieldType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a record itself says, for rules that look for a text anywhere in it: every value but dates
 * and what only Ring3 adds (categories, the lineage, the file's name).
 */
public final class Spoken {
  private static final Set<Field> ADDED =
      EnumSet.of(
          Field.EVENT_KIND,
          Field.EVENT_CATEGORY,
          Field.EVENT_TYPE,
          Field.EVENT_ACTION,
          Field.EVENT_MODULE,
          Field.EVENT_DATASET,
          Field.TAGS,
          Field.LOG_FILE_PATH,
          Field.LOG_OFFSET,
          Field.HOST_OS_TYPE,
          Field.PROCESS_LINEAGE,
          Field.PROCESS_ANCESTRY,
          Field.RING3_ENRICHED);

  /** Its values stand in the others. */
  private static final String RENDERED = "winlog.rendered_message";

  private Spoken() {}

  /** Hands on each value as text. */
  public static void of(Event event, Consumer<String> value) {
    event.forEach(
        (field, known) -> {
          if (isSpoken(field)) {
            each(known, value);
          }
        });
    source(event, value);
  }

  /** Whether the values of a field are among them. */
  public static boolean isSpoken(Field field) {
    return field.type() != FieldType.DATE && !ADDED.contains(field);
  }

  /** Whether the values under a source's own name are among them. */
  public static boolean isSpoken(String sourceName) {
    return !sourceName.equals(RENDERED);
  }

  private static void each(Object known, Consumer<String> value) {
    if (known instanceof List<?> many) {
      many.forEach(one -> value.accept((String) one));
    } else {
      value.accept(known.toString());
    }
  }

  private static void source(Event event, Consumer<String> value) {
    event
        .source()
        .forEach(
            (name, said) -> {
              if (isSpoken(name)) {
                value.accept(said);
              }
            });
  }
}
