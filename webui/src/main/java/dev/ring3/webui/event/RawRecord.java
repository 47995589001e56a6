package dev.ring3.webui.event;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.normalize.WindowsNames;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** The record as its source named and wrote it, as JSON. Safe for any thread. */
@Component
final class RawRecord {
  private final WindowsNames names = WindowsNames.load();
  private final ObjectWriter writer = JsonMapper.builder().build().writerWithDefaultPrettyPrinter();

  /** The record's values by its own names. An event that came in ECS is as it came. */
  String of(Event event) {
    Map<String, Object> record = new LinkedHashMap<>();
    Map<String, String> restored = names.restore(event);
    if (restored.isEmpty()) {
      event.forEach(
          (field, value) -> record.put(field.ecs(), value instanceof Number ? value : text(value)));
    } else {
      record.putAll(restored);
    }
    return writer.writeValueAsString(record);
  }

  private static Object text(Object value) {
    return value instanceof Iterable<?> ? value : value.toString();
  }
}
