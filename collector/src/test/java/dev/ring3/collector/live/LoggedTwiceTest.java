package dev.ring3.collector.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.evtx.EventXml;
import dev.ring3.collector.sensor.eventlog.LogTable;
import dev.ring3.collector.source.LogEventRecord;
import dev.ring3.collector.source.Origin;
import dev.ring3.collector.source.WindowsRecords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LoggedTwiceTest {
  private static final String TASKS = "{DE7B24EA-73C8-4A09-985D-5BDADCFA9017}";
  private static final Instant TIME = Instant.parse("2026-03-01T11:00:00.123Z");

  private long now;
  private final List<LogEventRecord> told = new ArrayList<>();
  private final LoggedTwice logged = new LoggedTwice(LogTable.load(), () -> now, told::add);

  private static LogEventRecord record(String channel, int id, Instant time) throws Exception {
    String xml =
        """
        <Event><System><Provider Name='x' Guid='%s'/><EventID>%d</EventID>\
        <TimeCreated SystemTime='%s'/><EventRecordID>1</EventRecordID>\
        <Execution ProcessID='4' ThreadID='8'/><Channel>%s</Channel></System></Event>
        """
            .formatted(TASKS, id, time, channel);
    return new LogEventRecord(WindowsRecords.of(new EventXml().read(xml), new Origin("test", 1)));
  }

  private static Event.Builder traced(int id, Instant time) {
    return Event.of(EventType.TASK_CREATE, time)
        .set(Field.WINLOG_PROVIDER_GUID, TASKS.toLowerCase(Locale.ROOT))
        .set(Field.EVENT_CODE, Integer.toString(id))
        .set(Field.WINLOG_PROCESS_PID, 4)
        .set(Field.WINLOG_PROCESS_THREAD_ID, 8);
  }

  private void pass(long seconds) {
    now += seconds * 1_000_000_000;
    logged.tick();
  }

  @Test
  void whatATraceToldIsDroppedOnce() throws Exception {
    logged.traced(true);
    logged.accept(record("System", 106, TIME));
    logged.told(traced(106, TIME.plusMillis(3)));
    logged.accept(record("System", 106, TIME.plusMillis(4)));
    pass(4);
    assertEquals(1, told.size(), "two were logged, one was told");
  }

  @Test
  void anotherNumberOrTimeIsAnother() throws Exception {
    logged.traced(true);
    logged.told(traced(106, TIME));
    logged.accept(record("System", 140, TIME));
    logged.accept(record("System", 106, TIME.plusSeconds(1)));
    pass(2);
    assertEquals(0, told.size(), "a trace may tell it yet");
    pass(2);
    assertEquals(2, told.size());
  }

  @Test
  void whatTracesTellAnywayIsLeftOutWhereTheyRun() throws Exception {
    logged.accept(record("Security", 4688, TIME));
    assertEquals(1, told.size(), "no trace runs, and nothing waits");
    logged.traced(true);
    logged.accept(record("security", 4688, TIME));
    logged.accept(record("Security", 4624, TIME));
    logged.flush();
    assertEquals(2, told.size());
  }
}
