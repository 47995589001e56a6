package dev.ring3.webui.event;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.event.FieldType;
import dev.ring3.webui.hunt.HuntState;
import dev.ring3.webui.hunt.TimeText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of an event as its page shows them. */
final class EventView {
  /** What the source says that no field of the table takes. */
  private static final String SOURCE = "Only in the source";

  /** How the record was kept, which matters less than what it says. */
  private static final String LOG = "Windows event log";

  private static final Map<String, String> FAMILIES =
      Map.ofEntries(
          Map.entry("@timestamp", "Event"),
          Map.entry("event", "Event"),
          Map.entry("message", "Event"),
          Map.entry("tags", "Event"),
          Map.entry("log", "Event"),
          Map.entry("error", "Event"),
          Map.entry("ring3", "Event"),
          Map.entry(Field.DECODED_COMMAND_LINE.ecs(), "Process"),
          Map.entry(Field.DECODED_SCRIPT.ecs(), "PowerShell"),
          Map.entry("winlog", LOG),
          Map.entry("Target", "Process acted upon"),
          Map.entry("dll", "Library"),
          Map.entry("dns", "DNS"),
          Map.entry("url", "URL"),
          Map.entry("powershell", "PowerShell"));

  private EventView() {}

  /** Fields that belong together. */
  record Family(String title, List<Line> lines) {
    Family {
      lines = List.copyOf(lines);
    }
  }

  /**
   * A field with a value.
   *
   * @param inUrl address of the hunt for this value; null if such values are not searched by
   *     equality
   */
  record Line(
      String label,
      String name,
      String value,
      String about,
      @Nullable String inUrl,
      @Nullable String outUrl) {}

  /**
   * All fields in the order of the table, then how they were logged and what only the source names.
   */
  static List<Family> families(Event event, HuntState state) {
    Map<String, List<Line>> families = new LinkedHashMap<>();
    event.forEach(
        (field, value) -> {
          List<Line> lines = families.computeIfAbsent(family(field), f -> new ArrayList<>());
          if (value instanceof List<?> many) {
            many.forEach(one -> lines.add(line(field, one, state)));
          } else {
            lines.add(line(field, value, state));
          }
        });
    List<Line> ofLog = families.remove(LOG);
    if (ofLog != null) {
      families.put(LOG, ofLog);
    }
    List<Line> source = new ArrayList<>();
    event
        .source()
        .forEach(
            (name, value) -> {
              String label = name.substring(name.lastIndexOf('.') + 1);
              source.add(
                  new Line(
                      label, name, value, "", in(state, name, value), out(state, name, value)));
            });
    if (!source.isEmpty()) {
      families.put(SOURCE, source);
    }
    return families.entrySet().stream().map(e -> new Family(e.getKey(), e.getValue())).toList();
  }

  private static String family(Field field) {
    String first = field.ecs().split("\\.", 2)[0];
    String known = FAMILIES.getOrDefault(field.ecs(), FAMILIES.get(first));
    return known == null
        ? first.substring(0, 1).toUpperCase(Locale.ROOT) + first.substring(1)
        : known;
  }

  private static Line line(Field field, Object value, HuntState state) {
    String text = value instanceof Instant time ? TimeText.millis(time) + " UTC" : value.toString();
    boolean isExact = field.type() != FieldType.DATE && field.type() != FieldType.PROSE;
    return new Line(
        field.label(),
        field.ecs(),
        text,
        field.description(),
        isExact ? in(state, field.ecs(), text) : null,
        isExact ? out(state, field.ecs(), text) : null);
  }

  private static String in(HuntState state, String name, String value) {
    return state.with(name, value).url("/hunt");
  }

  private static String out(HuntState state, String name, String value) {
    return state.without(name, value).url("/hunt");
  }
}
