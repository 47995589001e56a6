package dev.ring3.search.detect.correlate;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import org.jspecify.annotations.Nullable;

/**
 * Who did it where, as one event says; null where it says nothing.
 *
 * @param entity the acting process
 */
public record Who(
    @Nullable String host,
    @Nullable String system,
    @Nullable String user,
    @Nullable String entity,
    @Nullable String program) {
  static Who of(Event event) {
    return new Who(
        event.text(Field.HOST_NAME).orElse(null),
        event.text(Field.HOST_OS_TYPE).orElse(null),
        event.text(Field.USER_NAME).orElse(null),
        event.text(Field.PROCESS_ENTITY_ID).orElse(null),
        event.text(Field.PROCESS_NAME).orElse(null));
  }
}
