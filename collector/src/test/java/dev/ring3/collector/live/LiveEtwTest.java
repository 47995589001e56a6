package dev.ring3.collector.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.decode.etw.DataWriter;
import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.live.SensorState.Condition;
import dev.ring3.etw.ExtendedItem;
import dev.ring3.etw.FrameWriter;
import dev.ring3.etw.NativeLibrary;
import dev.ring3.etw.ScriptedEtw;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The whole way: from records that a script delivers, through the bridge, to events. */
@EnabledOnOs(OS.WINDOWS)
@Timeout(180)
class LiveEtwTest {
  /** Longer than it takes until an ended session is closed and started again. */
  private static final Duration SETTLED = Duration.ofSeconds(3);

  private static final UUID KERNEL_PROCESS =
      UUID.fromString("22fb2cd6-0e7b-422b-a0c7-2fad1fd0e716");
  private static final UUID KERNEL_FILE = UUID.fromString("edd08927-9cc4-4e65-b970-c2560fb5c289");
  private static final UUID DNS_CLIENT = UUID.fromString("1c95126e-7eea-49a9-a3fe-a378b03ddb4d");
  private static final long TIME = 133_000_000_000_000_000L;

  @TempDir(cleanup = CleanupMode.NEVER) // Windows deletes no library that is in use
  static Path folder;

  @TempDir Path data;

  private final Collected collected = new Collected();

  /** Puts the test's library where that of the product would be: beside the jar. */
  @BeforeAll
  static void library() throws Exception {
    Assumptions.assumeTrue(
        NativeLibrary.class.getResource(NativeLibrary.FILE) == null,
        "this build has the library of the product in its jar");
    String built = System.getProperty("ring3.bridge");
    Assumptions.assumeTrue(built != null, "ring3.bridge names no folder with the test library");
    Path library = Path.of(String.valueOf(built), "ring3_etw_scripted.dll");
    Assumptions.assumeTrue(Files.isRegularFile(library), library + " is not built");
    Path beside = Files.copy(library, folder.resolve(NativeLibrary.FILE));
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(beside));
    Files.writeString(
        folder.resolve(NativeLibrary.FILE + NativeLibrary.HASH_SUFFIX),
        HexFormat.of().formatHex(hash));
    System.setProperty("java.class.path", folder.resolve("ring3.jar").toString());
    LiveCollector.probe(LiveSettings.of(folder.resolve("probe"))); // loads it
  }

  @AfterEach
  void reset() {
    ScriptedEtw.reset();
  }

  private LiveCollector start() {
    return LiveCollector.start(LiveSettings.of(data), collected::add);
  }

  private Event awaited(EventType type, Field field, String value) throws InterruptedException {
    return collected
        .await(e -> e.type() == type && e.text(field).filter(value::equals).isPresent())
        .orElseThrow(() -> new AssertionError("no " + type + " in " + collected.all()));
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

  private static byte[] processStart(int pid, String image) {
    return processStart(pid, image, TIME);
  }

  private static byte[] processStart(int pid, String image, long time) {
    byte[] data =
        new DataWriter()
            .u32(pid)
            .u64(77)
            .u64(time)
            .u32(4)
            .u64(2)
            .u32(1)
            .u32(0)
            .u32(1)
            .u32(1)
            .hex("010100000000001000300000")
            .utf16(image)
            .u32(0)
            .u32(0)
            .utf16("")
            .utf16("")
            .bytes();
    return new FrameWriter(KERNEL_PROCESS, 1, 3)
        .level(4)
        .keywords(0x10)
        .from(4, 8, time)
        .item(ExtendedItem.PROCESS_START_KEY, new byte[] {1, 0, 0, 0, 0, 0, 0, 0x10})
        .data(data)
        .frame();
  }

  @Test
  void whatWouldWorkIsFoundOutAndLeavesNothing() {
    ScriptedEtw.refuse(DNS_CLIENT, 5);
    SensorState state = LiveCollector.probe(LiveSettings.of(data)).getFirst();
    assertEquals("windows.etw", state.name());
    assertEquals(Condition.LIMITED, state.condition());
    assertEquals("events of Microsoft-Windows-DNS-Client", state.missing().getFirst().what());
    assertEquals(
        "run as administrator or join the group \"Performance Log Users\"",
        state.missing().getFirst().remedy());
    assertEquals(0, ScriptedEtw.sessions());
  }

  @Test
  void withoutRightsTheRemedyIsTold() {
    ScriptedEtw.refuse("StartTrace", 5);
    try (LiveCollector collector = start()) {
      SensorState state = collector.sensors().getFirst();
      assertEquals(Condition.UNAVAILABLE, state.condition());
      assertTrue(
          state.missing().getFirst().remedy().contains("Performance Log Users"), state.toString());
    }
  }

  @Test
  void recordsOfSeveralSessionsBecomeEvents() throws Exception {
    LiveCollector collector = start();
    try {
      assertEquals(Condition.RUNNING, collector.sensors().getFirst().condition());
      assertEquals(5, ScriptedEtw.sessions());
      ScriptedEtw.deliver(
          "Ring3 process", processStart(22, "\\Device\\HarddiskVolume2\\notepad.exe"), 1);
      Event started = awaited(EventType.PROCESS_START, Field.PROCESS_NAME, "notepad.exe");
      assertEquals(22, started.number(Field.PROCESS_PID).orElseThrow());
      assertEquals("0x1000000000000001", started.source().get("etw.process_start_key"));
      assertTrue(started.has(Field.HOST_NAME));
      assertTrue(!started.has(Field.LOG_FILE_PATH), started.toString());

      byte[] query =
          new DataWriter()
              .utf16("ring3.example")
              .u32(1)
              .u64(0)
              .utf16("")
              .hex("00".repeat(16))
              .bytes();
      ScriptedEtw.deliver(
          "Ring3 network",
          new FrameWriter(DNS_CLIENT, 3006, 0).level(4).from(22, 23, TIME).data(query).frame(),
          1);
      Event asked = awaited(EventType.DNS_QUERY, Field.DNS_QUESTION_NAME, "ring3.example");
      assertEquals("notepad.exe", asked.text(Field.PROCESS_NAME).orElse(""));
    } finally {
      collector.close();
    }
    assertEquals(2, collector.sensors().getFirst().events());
    assertEquals(0, ScriptedEtw.sessions());
  }

  /** Kernel-Process has the path, the kernel logger the command line: they become one event. */
  @Test
  void aProcessThatTwoSessionsTellOfStartsOnce() throws Exception {
    byte[] byTheKernel =
        new DataWriter()
            .u64(0)
            .u32(31)
            .u32(4)
            .u32(1)
            .u32(259)
            .u64(0)
            .u32(0)
            .hex("00000000")
            .ansi("calc.exe")
            .utf16("calc.exe /secret")
            .utf16("")
            .utf16("")
            .bytes();
    UUID process = UUID.fromString("3d6fa8d0-fe05-11d0-9dda-00c04fd7ba7c");
    try (LiveCollector collector = start()) {
      ScriptedEtw.deliver(
          "Ring3 process", processStart(31, "\\Device\\HarddiskVolume2\\calc.exe"), 1);
      ScriptedEtw.deliver(
          "Ring3 kernel",
          new FrameWriter(process, 0, 4).classic(1).from(4, 8, TIME + 10).data(byTheKernel).frame(),
          1);
      awaited(EventType.PROCESS_START, Field.PROCESS_COMMAND_LINE, "calc.exe /secret");
      assertEquals(Condition.RUNNING, collector.sensors().getFirst().condition());
    }
    List<Event> starts = starts(31);
    assertEquals(1, starts.size(), starts.toString());
    assertEquals("calc.exe", starts.getFirst().text(Field.PROCESS_NAME).orElse(""));
  }

  /** The snapshots of processes see it, too. */
  @Test
  void aRealProgramThatASessionTellsOfStartsOnce() throws Exception {
    try (LiveCollector collector = start()) {
      Process program = new ProcessBuilder("cmd.exe", "/k").start();
      try {
        long now = (System.currentTimeMillis() + 11_644_473_600_000L) * 10_000;
        ScriptedEtw.deliver(
            "Ring3 process",
            processStart((int) program.pid(), "\\Device\\HarddiskVolume2\\cmd.exe", now),
            1);
        awaited(EventType.PROCESS_START, Field.PROCESS_NAME, "cmd.exe");
        Process untold = new ProcessBuilder("cmd.exe", "/k").start();
        try {
          assertTrue(
              collected
                  .await(
                      e ->
                          e.type() == EventType.PROCESS_START
                              && e.number(Field.PROCESS_PID).orElse(0) == untold.pid()
                              && e.texts(Field.TAGS).contains("untraced"))
                  .isPresent(),
              () -> "it is told all the same: " + starts(untold.pid()));
        } finally {
          untold.destroyForcibly().waitFor();
        }
        assertEquals(Condition.RUNNING, collector.sensors().getFirst().condition());
      } finally {
        program.destroyForcibly().waitFor();
      }
      assertEquals(1, starts(program.pid()).size(), starts(program.pid())::toString);
      Event start = starts(program.pid()).getFirst();
      assertEquals(System.getProperty("user.name"), start.text(Field.USER_NAME).orElse(""));
      assertTrue(start.has(Field.PROCESS_COMMAND_LINE), "it was asked while it ran");
      assertTrue(start.source().containsKey("windows.token.privileges"), start::toString);
    }
  }

  private List<Event> starts(long pid) {
    return collected.all().stream()
        .filter(e -> e.type() == EventType.PROCESS_START)
        .filter(e -> e.number(Field.PROCESS_PID).orElse(0) == pid)
        .toList();
  }

  /** A version that the catalogue lacks, with a field that has words for its numbers. */
  @Test
  void whatTheCatalogueLacksIsAskedOfWindows() throws Exception {
    byte[] frame =
        new FrameWriter(DNS_CLIENT, 3006, 9)
            .level(4)
            .from(1, 2, TIME)
            .data(new DataWriter().u32(5).bytes())
            .frame();
    ScriptedEtw.eventInformation(frame, layoutWithMap());
    ScriptedEtw.map(
        DNS_CLIENT,
        "AccessMap",
        new DataWriter()
            .u32(0)
            .u32(2)
            .u32(2)
            .u32(0)
            .u32(32)
            .u32(1)
            .u32(42)
            .u32(4)
            .utf16("Read")
            .utf16("Write")
            .bytes());
    try (LiveCollector collector = start()) {
      ScriptedEtw.deliver("Ring3 network", frame, 1);
      Event event =
          collected
              .await(e -> e.source().containsKey("winlog.event_data.Access"))
              .orElseThrow(() -> new AssertionError(collected.all().toString()));
      assertEquals("5", event.source().get("winlog.event_data.Access"));
      assertEquals("Read|Write", event.source().get("winlog.event_data.Access.text"));
      assertTrue(collector.sensors().getFirst().lost() == 0);
    }
  }

  private static byte[] layoutWithMap() {
    int names = 112 + 24;
    DataWriter block = new DataWriter().hex("6e12951cea7ea949a3fea378b03ddb4d").u64(0).u64(0);
    block.u16(3006).u8(9).u8(0).u8(4).u8(0).u16(0).u64(0).hex("00".repeat(52));
    block.u32(1).u32(1).u32(0).u32(0).u32(names).u16(8).u16(0).u32(names + 14);
    return block.u16(1).u16(4).u32(0).utf16("Access").utf16("AccessMap").bytes();
  }

  @Test
  void lossIsToldBySessionAndProvider() throws Exception {
    try (LiveCollector collector = start()) {
      ScriptedEtw.lose("Ring3 process", 5, 2);
      awaitLoss("Windows had no buffer for records of Ring3 process, 5 records lost");
      awaitLoss("Windows dropped buffers of Ring3 process unread, 2 records lost");
      ScriptedEtw.stopByOthers("Ring3 network");
      awaitLoss("the session Ring3 network ended: somebody stopped it");
      long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      long complete = System.nanoTime();
      // The ended session is closed first: only a number that stays is the one after the start.
      while (System.nanoTime() - complete < SETTLED.toNanos() && System.nanoTime() < end) {
        if (ScriptedEtw.sessions() < 5) {
          complete = System.nanoTime();
        }
        Thread.onSpinWait();
      }
      assertEquals(5, ScriptedEtw.sessions(), "the session is started again");
      assertTrue(collector.sensors().getFirst().lost() >= 8);
    }
  }

  @Test
  void itsOwnFilesAreNoNews() throws Exception {
    int own = (int) ProcessHandle.current().pid();
    byte[] data = new DataWriter().u64(1).u64(2).u32(3).u32(0).u32(0).u32(0).utf16("\\own").bytes();
    byte[] other =
        new DataWriter().u64(1).u64(2).u32(3).u32(0).u32(0).u32(0).utf16("\\other").bytes();
    try (LiveCollector collector = start()) {
      FrameWriter mine =
          new FrameWriter(KERNEL_FILE, 30, 1).level(4).keywords(0x1000).from(own, 1, TIME);
      FrameWriter theirs =
          new FrameWriter(KERNEL_FILE, 30, 1).level(4).keywords(0x1000).from(own + 4, 1, TIME);
      ScriptedEtw.deliver("Ring3 file", mine.data(data).frame(), 1);
      ScriptedEtw.deliver("Ring3 file", theirs.data(other).frame(), 1);
      awaited(EventType.FILE_CREATE, Field.FILE_PATH, "\\other");
      assertEquals(Condition.RUNNING, collector.sensors().getFirst().condition());
    }
    assertTrue(
        collected.all().stream()
            .noneMatch(e -> e.text(Field.FILE_PATH).filter("\\own"::equals).isPresent()));
  }
}
