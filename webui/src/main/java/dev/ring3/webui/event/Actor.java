package dev.ring3.webui.event;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.webui.hunt.TimeText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Who acted: the process, its parent, and the names of its ancestors down to it.
 *
 * @param lineage oldest first; the last is the process itself
 */
record Actor(List<String> lineage, List<Fact> process, List<Fact> parent) {
  private static final List<Field> OF_PROCESS =
      List.of(
          Field.PROCESS_NAME,
          Field.PROCESS_PID,
          Field.PROCESS_EXECUTABLE,
          Field.PROCESS_COMMAND_LINE,
          Field.PROCESS_START,
          Field.USER_NAME,
          Field.USER_DOMAIN,
          Field.PROCESS_INTEGRITY,
          Field.PROCESS_HASH_SHA256);
  private static final List<Field> OF_PARENT =
      List.of(
          Field.PROCESS_PARENT_NAME,
          Field.PROCESS_PARENT_PID,
          Field.PROCESS_PARENT_EXECUTABLE,
          Field.PROCESS_PARENT_COMMAND_LINE);

  Actor {
    lineage = List.copyOf(lineage);
    process = List.copyOf(process);
    parent = List.copyOf(parent);
  }

  /** A field with its value. */
  record Fact(String label, String value) {}

  static Actor of(Event event) {
    List<String> lineage =
        event
            .text(Field.PROCESS_LINEAGE)
            .map(line -> Arrays.asList(line.split(" > ")))
            .orElse(List.of());
    return new Actor(lineage, facts(event, OF_PROCESS), facts(event, OF_PARENT));
  }

  private static List<Fact> facts(Event event, List<Field> fields) {
    List<Fact> facts = new ArrayList<>();
    for (Field field : fields) {
      event
          .instant(field)
          .map(time -> TimeText.millis(time) + " UTC")
          .or(() -> event.text(field))
          .ifPresent(value -> facts.add(new Fact(field.label(), value)));
    }
    return facts;
  }

  public boolean isKnown() {
    return !process.isEmpty() || !parent.isEmpty();
  }
}
