package dev.ring3.collector.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.Pipeline;
import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.source.FileReader;
import dev.ring3.collector.source.WindowsRecord;
import dev.ring3.collector.testing.Captures;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Nothing that a record said is lost by the renaming, and nothing is added to it. */
class WindowsNamesTest {
  private final WindowsNames names = WindowsNames.load();

  @Test
  void everyRecordComesBackAsItWasWritten() throws IOException {
    long compared = 0;
    for (Path archive : Captures.files("otrf", ".zip")) {
      compared += compare(archive);
    }
    assertTrue(compared > 240_000, compared + " records of archives compared");
    long logged = 0;
    for (Path log : Captures.files("evtx/attack-samples", ".evtx")) {
      logged += compare(log);
    }
    assertTrue(logged > 8_200, logged + " records of event logs compared");
  }

  private long compare(Path file) throws IOException {
    List<Event> events = new ArrayList<>();
    long[] compared = new long[1];
    Pipeline pipeline = new Pipeline(Clock.systemUTC(), events::add);
    new FileReader()
        .read(
            file,
            file.getFileName().toString(),
            item -> {
              if (item instanceof WindowsRecord record) {
                pipeline.accept(record);
                for (Event event : events) {
                  compare(record, event);
                  compared[0]++;
                }
                events.clear();
              }
            });
    return compared[0];
  }

  private void compare(WindowsRecord record, Event event) {
    if (!event
        .text(Field.LOG_OFFSET)
        .equals(Optional.of(Long.toString(record.origin().offset())))) {
      return; // a script block that the record only completed
    }
    Map<String, String> payload = new TreeMap<>(record.data());
    payload.keySet().removeIf(name -> !isPayload(name));
    Map<String, String> restored = new TreeMap<>(names.restore(event));
    restored.keySet().removeIf(name -> !isPayload(name));
    if (event.text(Field.EVENT_CODE).equals(Optional.of("4104"))) {
      payload.remove("winlog.event_data.ScriptBlockText");
      restored.remove("winlog.event_data.ScriptBlockText");
    }
    assertEquals(payload, restored, () -> record.origin().toString());
  }

  private static boolean isPayload(String name) {
    return name.startsWith(WindowsRecord.EVENT_DATA) || name.startsWith(WindowsRecord.USER_DATA);
  }

  @Test
  void aSourceNameLeadsToTheFieldsThatHoldIt() {
    List<WindowsNames.Renaming> renamings = names.of("WINLOG.event_data.NewProcessName");
    assertEquals(
        List.of(
            new WindowsNames.Renaming(
                List.of("Microsoft-Windows-Security-Auditing"), "4688", Field.PROCESS_EXECUTABLE)),
        renamings);
    assertEquals(List.of(), names.of("winlog.event_data.CallTrace"));
  }
}
