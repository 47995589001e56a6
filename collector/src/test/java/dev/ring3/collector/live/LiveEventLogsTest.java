package dev.ring3.collector.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.WString;
import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.live.SensorState.Condition;
import dev.ring3.collector.sensor.eventlog.EventLogSensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The whole way: from logs that a test writes, through the calls of Windows, to events. */
@EnabledOnOs(OS.WINDOWS)
@Timeout(180)
class LiveEventLogsTest {
  private static final String RECORD =
      "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider"
          + " Name='Service Control Manager' Guid='{555908D1-A6D7-4695-8E1E-26931D2012F4}'/>"
          + "<EventID Qualifiers='16384'>7045</EventID><Version>0</Version><Level>4</Level>"
          + "<Task>0</Task><Opcode>0</Opcode><Keywords>0x8080000000000000</Keywords><TimeCreated"
          + " SystemTime='2026-03-01T11:00:00.1234567Z'/><EventRecordID>%d</EventRecordID>"
          + "<Correlation/><Execution ProcessID='700' ThreadID='812'/><Channel>System</Channel>"
          + "<Computer>desk7.corp.example</Computer><Security UserID='S-1-5-18'/></System>"
          + "<EventData><Data Name='ServiceName'>svc%1$d</Data><Data Name='ImagePath'>"
          + "C:\\a%1$d.exe</Data><Data Name='ServiceType'>user mode service</Data><Data"
          + " Name='StartType'>demand start</Data><Data Name='AccountName'>LocalSystem</Data>"
          + "</EventData></Event>\n";

  private static final String HOST = new HostName().name();

  private static NativeLibrary library;

  @TempDir Path data;
  @TempDir Path logs;

  private final Collected collected = new Collected();

  @BeforeAll
  static void standIn() {
    String built = System.getProperty("ring3.bridge");
    Assumptions.assumeTrue(built != null, "SKIPPED: ring3.bridge names no folder");
    Path folder = Path.of(String.valueOf(built), "scripted");
    Assumptions.assumeTrue(
        Files.isRegularFile(folder.resolve("wevtapi.dll")),
        "SKIPPED: the library that stands in for wevtapi.dll is not built");
    NativeLibrary.addSearchPath("wevtapi", folder.toString());
    library = NativeLibrary.getInstance("wevtapi");
  }

  @BeforeEach
  void script() throws IOException {
    function("ring3_script_folder").invokeVoid(new Object[] {new WString(logs.toString())});
    write(1, 3);
    Files.writeString(logs.resolve("Security.log"), "denied");
  }

  private static Function function(String name) {
    return library.getFunction(name);
  }

  /** The log holds these records from now on. */
  private void write(long from, long to) throws IOException {
    Files.writeString(logs.resolve("System.log"), records(from, to));
  }

  private void append(long from, long to) throws IOException {
    Files.writeString(logs.resolve("System.log"), records(from, to), StandardOpenOption.APPEND);
    function("ring3_script_signal").invokeVoid(new Object[0]);
  }

  private static String records(long from, long to) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(RECORD::formatted)
        .collect(Collectors.joining());
  }

  private LiveCollector start() {
    return LiveCollector.start(LiveSettings.of(data), collected::add);
  }

  private Event awaited(String service) throws InterruptedException {
    return collected
        .await(e -> e.text(Field.SERVICE_NAME).equals(Optional.of(service)) && isLogged(e))
        .orElseThrow(() -> new AssertionError("no " + service + " in " + logged()));
  }

  private static boolean isLogged(Event event) {
    return event.has(Field.WINLOG_RECORD_ID);
  }

  private List<Long> logged() {
    return collected.all().stream()
        .filter(LiveEventLogsTest::isLogged)
        .map(e -> e.number(Field.WINLOG_RECORD_ID).orElse(0))
        .toList();
  }

  private void awaitLoss(String words) throws InterruptedException {
    assertTrue(
        collected
            .await(
                e ->
                    e.type() == EventType.AGENT_LOSS
                        && e.text(Field.MESSAGE).filter(m -> m.contains(words)).isPresent())
            .isPresent(),
        () -> words + " is not told in " + collected.all());
  }

  private static SensorState state(LiveCollector collector) {
    return collector.sensors().stream()
        .filter(s -> s.name().equals(EventLogSensor.NAME))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void newRecordsBecomeTheEventsThatTheyAreInFiles() throws Exception {
    LiveCollector closed;
    try (LiveCollector collector = start()) {
      closed = collector;
      append(4, 4);
      Event event = awaited("svc4");
      assertEquals(EventType.SERVICE_CREATE, event.type());
      assertEquals("Service Control Manager", event.text(Field.EVENT_PROVIDER).orElse(""));
      assertEquals("System", event.text(Field.WINLOG_CHANNEL).orElse(""));
      assertEquals(Optional.empty(), event.text(Field.LOG_FILE_PATH), "it is from no file");
      assertEquals("desk7.corp.example", event.source().get("winlog.computer_name"));
      assertEquals(HOST, event.text(Field.HOST_NAME).orElse(""));
      assertEquals(Condition.LIMITED, state(collector).condition());
      assertTrue(
          state(collector).missing().stream()
              .anyMatch(m -> m.remedy().contains("Security") && m.remedy().contains("Readers")),
          "a log that is not for this user is told with what to do");
    }
    assertEquals(1, state(closed).events());
    assertEquals(List.of(4L), logged(), "those that were there before are for an import");
    assertEquals(0, function("ring3_script_subscriptions").invokeInt(new Object[0]));
  }

  @Test
  void aRestartLosesAndDoublesNothing() throws Exception {
    try (LiveCollector collector = start()) {
      append(4, 200);
      awaited("svc200");
      assertEquals(0, state(collector).lost());
    }
    append(201, 203);
    try (LiveCollector collector = start()) {
      awaited("svc203");
      append(204, 204);
      awaited("svc204");
      assertEquals(0, state(collector).lost());
    }
    assertEquals(LongStream.rangeClosed(4, 204).boxed().toList(), logged());
  }

  @Test
  void whatTheLogLostIsTold() throws Exception {
    try (LiveCollector collector = start()) {
      append(4, 4);
      awaited("svc4");
      assertEquals(0, state(collector).lost());
    }
    write(10, 11);
    try (LiveCollector collector = start()) {
      awaited("svc11");
      awaitLoss("System was overwritten or cleared while Ring3 did not run, 5 records lost");
      write(15, 16);
      append(17, 17);
      awaited("svc17");
      awaitLoss("System was overwritten or cleared before it was read, 3 records lost");
      assertEquals(8, state(collector).lost());
    }
    assertEquals(List.of(4L, 10L, 11L, 15L, 16L, 17L), logged());
  }
}
