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
import dev.ring3.collector.sensor.Findings;
import dev.ring3.collector.sensor.Lane;
import dev.ring3.collector.sensor.Lane.Loss;
import dev.ring3.collector.sensor.Message;
import dev.ring3.collector.sensor.ProcessNotice;
import dev.ring3.collector.sensor.eventlog.EventLogSensor;
import dev.ring3.collector.source.LogEventRecord;
import dev.ring3.collector.source.SourceRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The whole way: from logs that a test writes, through the calls of Windows, to events. */
@EnabledOnOs(OS.WINDOWS)
@Tag("own-process")
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
  private final List<Long> numbers = new ArrayList<>();

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
    function("ring3_script_most").invokeVoid(new Object[] {0});
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

  /** The sensor alone, which starts sooner than a whole collection. */
  private final class Alone implements Findings, AutoCloseable {
    private final EventLogSensor sensor = new EventLogSensor(data, Clock.systemUTC(), HOST);
    private final Lane lane = new Lane(Clock.systemUTC(), new Semaphore(0));

    Alone() throws IOException {
      sensor.start(lane);
    }

    @Override
    public void record(SourceRecord record) {
      if (record instanceof LogEventRecord logged) {
        numbers.add(Objects.requireNonNull(logged.record().system().recordId()));
      }
    }

    @Override
    public void process(ProcessNotice notice) {
      throw new AssertionError(notice);
    }

    private void decode() {
      for (Message m = lane.poll(Instant.MAX); m != null; m = lane.poll(Instant.MAX)) {
        sensor.decode(m, this);
      }
      sensor.tick(this);
    }

    void await(long number) {
      long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (!numbers.contains(number) && System.nanoTime() < end) {
        decode();
        Thread.onSpinWait();
      }
      assertTrue(numbers.contains(number), () -> number + " is not in " + numbers);
    }

    List<Loss> losses() {
      return lane.takeLosses();
    }

    @Override
    public void close() {
      sensor.stop();
      decode();
      sensor.flush(this);
    }
  }

  @Test
  void aRestartLosesAndDoublesNothing() throws Exception {
    try (Alone sensor = new Alone()) {
      append(4, 200);
      sensor.await(200);
      append(201, 201);
      assertEquals(List.of(), sensor.losses());
    }
    append(202, 203);
    try (Alone sensor = new Alone()) {
      sensor.await(203);
      append(204, 204);
      sensor.await(204);
      assertEquals(List.of(), sensor.losses());
    }
    assertEquals(LongStream.rangeClosed(4, 204).boxed().toList(), numbers);
  }

  /** What a process leaves that ends without order: the file as it was written last. */
  @Test
  void aCrashDoublesRatherThanLoses() throws Exception {
    Path file = data.resolve("eventlog.positions");
    String left;
    try (Alone sensor = new Alone()) {
      append(4, 5);
      sensor.await(5);
      left = Files.readString(file);
    }
    assertTrue(left.contains("3\tSystem"), left);
    assertTrue(Files.readString(file).contains("5\tSystem"), "after a stop in order");
    Files.writeString(file, left);
    try (Alone sensor = new Alone()) {
      append(6, 6);
      sensor.await(6);
      assertEquals(List.of(), sensor.losses());
    }
    assertEquals(List.of(4L, 5L, 4L, 5L, 6L), numbers);
  }

  @Test
  void recordsThatAreTooLargeTogetherAreReadOneByOne() throws Exception {
    function("ring3_script_most").invokeVoid(new Object[] {8});
    try (Alone sensor = new Alone()) {
      append(4, 60);
      sensor.await(60);
      assertEquals(List.of(), sensor.losses());
    }
    assertEquals(LongStream.rangeClosed(4, 60).boxed().toList(), numbers);
  }

  @Test
  void whatTheLogLostIsTold() throws Exception {
    try (Alone sensor = new Alone()) {
      append(4, 4);
      sensor.await(4);
      assertEquals(List.of(), sensor.losses());
    }
    write(10, 11);
    try (Alone sensor = new Alone()) {
      sensor.await(11);
      Loss before = sensor.losses().getFirst();
      assertEquals("System was overwritten or cleared while Ring3 did not run", before.reason());
      assertEquals(5, before.count());
      write(15, 16);
      append(17, 17);
      sensor.await(17);
      Loss after = sensor.losses().getFirst();
      assertEquals("System was overwritten or cleared before it was read", after.reason());
      assertEquals(3, after.count());
    }
    assertEquals(List.of(4L, 10L, 11L, 15L, 16L, 17L), numbers);
  }
}
