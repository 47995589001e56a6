package dev.ring3.etw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.etw.ProviderConfig.Property;
import dev.ring3.etw.Refusal.Step;
import dev.ring3.etw.SessionConfig.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Through the real functions of the library, from records that a script delivers. */
@EnabledOnOs(OS.WINDOWS)
@Timeout(120)
class EtwSessionTest {
  private static final String NAME = "Ring3 test";
  private static final UUID PROVIDER = UUID.fromString("22fb2cd6-0e7b-422b-a0c7-2fad1fd0e716");
  private static final UUID OTHER = UUID.fromString("11111111-2222-3333-4444-555555555555");
  private static final Duration SOON = Duration.ofMillis(200);

  @BeforeAll
  static void load() {
    ScriptedEtw.load();
  }

  @AfterEach
  void reset() {
    ScriptedEtw.reset();
  }

  private static SessionConfig config(int ringBytes, ProviderConfig... providers) {
    return new SessionConfig(
        NAME, Kind.USER, 256, 8, 64, Duration.ofMillis(5), 0, 0, ringBytes, List.of(providers));
  }

  private static SessionConfig everything() {
    return config(1 << 20, ProviderConfig.all(PROVIDER), ProviderConfig.all(OTHER));
  }

  private static FrameWriter event(int id) {
    return new FrameWriter(PROVIDER, id, 0).level(4).from(1234, 5678, 133_000_000_000_000_000L);
  }

  /** Reads until so many records came. */
  private static List<EtwRecord> read(EtwSession session, int count) throws WireException {
    List<byte[]> frames = new ArrayList<>();
    long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (frames.size() < count && System.nanoTime() < until) {
      session.drain(SOON, frames::add);
    }
    List<EtwRecord> records = new ArrayList<>();
    for (byte[] frame : frames) {
      records.add(WireReader.read(frame));
    }
    assertEquals(count, records.size());
    return records;
  }

  private static List<Integer> ids(List<EtwRecord> records) {
    return records.stream().map(record -> record.header().id()).toList();
  }

  private static void drainUntil(EtwSession session, BooleanSupplier end, int[] count) {
    while (!end.getAsBoolean()) {
      count[0] += session.drain(SOON, frame -> {});
    }
  }

  @Test
  void headerItemsAndDataComeOver() throws Exception {
    byte[] startKey = {1, 2, 3, 4, 5, 6, 7, 8};
    byte[] stack = new byte[8 + 3 * 8];
    stack[8] = 0x7f;
    byte[] data = {10, 20, 30, 40, 50};
    byte[] frame =
        event(1)
            .keywords(0x10)
            .item(ExtendedItem.STACK_64, stack)
            .item(ExtendedItem.PROCESS_START_KEY, startKey)
            .item(ExtendedItem.SID, new byte[12])
            .item(ExtendedItem.CONTAINER, new byte[38])
            .data(data)
            .frame();
    try (EtwSession session = EtwSession.open(everything())) {
      ScriptedEtw.deliver(NAME, frame, 1);
      EtwRecord record = read(session, 1).getFirst();
      assertEquals(WireReader.read(frame).header(), record.header());
      assertEquals(PROVIDER, record.header().provider());
      assertEquals(1234L, record.header().processId());
      assertArrayEquals(stack, record.item(ExtendedItem.STACK_64));
      assertArrayEquals(startKey, record.item(ExtendedItem.PROCESS_START_KEY));
      assertEquals(4, record.items().size());
      assertArrayEquals(data, record.data());
    }
  }

  @Test
  void theConfigurationArrivesAsItIs() throws Exception {
    ProviderConfig process =
        new ProviderConfig(
            PROVIDER,
            5,
            0x70,
            0x10,
            Set.of(Property.STACK, Property.START_KEY),
            false,
            List.of((byte) 2, (byte) 0, (byte) 0, (byte) 0),
            new TreeSet<>(Set.of(1, 2)));
    try (EtwSession session = EtwSession.open(config(1 << 16, process))) {
      assertTrue(session.refusals().isEmpty());
      String described = ScriptedEtw.describe(NAME);
      assertTrue(described.startsWith("mode 8000110 flags 0 flush 5"), described);
      assertTrue(
          described.contains("level 5 any 70 all 10 properties 84 filter 4 ids 2"), described);
    }
    SessionConfig kernel =
        new SessionConfig(
            NAME, Kind.KERNEL, 64, 4, 8, Duration.ofSeconds(1), 0x20007, 0, 1 << 16, List.of());
    try (EtwSession session = EtwSession.open(kernel)) {
      assertTrue(
          ScriptedEtw.describe(NAME).contains("flags 20007 flush 1000"),
          ScriptedEtw.describe(NAME));
      ScriptedEtw.deliver(NAME, event(10).frame(), 1);
      assertEquals(List.of(10), ids(read(session, 1)));
    }
  }

  @Test
  void onlyWhatWasAskedForComes() throws Exception {
    ProviderConfig some =
        new ProviderConfig(
            PROVIDER, 4, 0x30, 0x10, Set.of(), false, List.of(), new TreeSet<>(Set.of(1, 2, 3, 4)));
    try (EtwSession session = EtwSession.open(config(1 << 16, some))) {
      ScriptedEtw.deliver(NAME, event(1).keywords(0x10).frame(), 1);
      ScriptedEtw.deliver(NAME, event(2).keywords(0x20).frame(), 1); // not all keywords
      ScriptedEtw.deliver(NAME, event(3).keywords(0x10).level(5).frame(), 1); // too verbose
      ScriptedEtw.deliver(NAME, event(9).keywords(0x10).frame(), 1); // another number
      ScriptedEtw.deliver(NAME, new FrameWriter(OTHER, 1, 0).keywords(0x10).frame(), 1);
      ScriptedEtw.deliver(NAME, event(4).keywords(0x30).frame(), 1);
      assertEquals(List.of(1, 4), ids(read(session, 2)));
    }
  }

  @Test
  void whatIsThereAlreadyIsToldWhereItIsAskedFor() throws Exception {
    ScriptedEtw.rundown(event(15).frame());
    ScriptedEtw.rundown(new FrameWriter(OTHER, 16, 0).frame());
    ProviderConfig asking =
        new ProviderConfig(PROVIDER, 0, 0, 0, Set.of(), true, List.of(), new TreeSet<>());
    try (EtwSession session = EtwSession.open(config(1 << 16, asking, ProviderConfig.all(OTHER)))) {
      ScriptedEtw.deliver(NAME, event(1).frame(), 1);
      assertEquals(List.of(15, 1), ids(read(session, 2)));
    }
  }

  @Test
  void layoutsAndMapsAreAskedForByRecord() throws Exception {
    byte[] frame = event(1).frame();
    byte[] block = {1, 2, 3};
    byte[] map = {4, 5};
    try (EtwSession session = EtwSession.open(everything())) {
      assertEquals(Optional.empty(), session.eventInformation(frame));
      assertEquals(Optional.empty(), session.mapInformation(frame, "Flags"));
      ScriptedEtw.eventInformation(frame, block);
      ScriptedEtw.map(PROVIDER, "Flags", map);
      assertArrayEquals(block, session.eventInformation(frame).orElseThrow());
      assertArrayEquals(map, session.mapInformation(frame, "Flags").orElseThrow());
      assertEquals(Optional.empty(), session.eventInformation(event(2).frame()));
      assertThrows(
          IllegalArgumentException.class, () -> session.eventInformation(new byte[] {1, 2}));
    }
  }

  @Test
  void whatFindsTheRingFullIsCountedByProvider() throws Exception {
    try (EtwSession session =
        EtwSession.open(config(1 << 12, ProviderConfig.all(PROVIDER), ProviderConfig.all(OTHER)))) {
      byte[] frame = event(1).data(new byte[32]).frame();
      assertEquals(128, frame.length);
      ScriptedEtw.deliver(NAME, frame, 1000);
      ScriptedEtw.deliver(NAME, new FrameWriter(OTHER, 2, 0).data(new byte[32]).frame(), 7);
      while (session.statistics().received() < 1007) {
        Thread.onSpinWait();
      }
      session.stop();
      int[] count = {0};
      drainUntil(session, session::ended, count);
      assertEquals(4096 / 128, count[0]);
      assertEquals(
          List.of(new ProviderLoss(PROVIDER, 1000 - 32), new ProviderLoss(OTHER, 7)),
          session.losses());
      assertEquals(0, session.malformed());
    }
  }

  @Test
  void whatTheSystemLosesIsInTheStatistics() throws Exception {
    try (EtwSession session = EtwSession.open(everything())) {
      ScriptedEtw.lose(NAME, 5, 2);
      assertEquals(5, session.statistics().eventsLost());
      assertEquals(2, session.statistics().realTimeBuffersLost());
    }
  }

  @Test
  void itCanBeStoppedDuringABurst() throws Exception {
    for (int i = 0; i < 20; i++) {
      try (EtwSession session = EtwSession.open(everything())) {
        ScriptedEtw.deliver(NAME, event(1).frame(), Long.MAX_VALUE);
        int[] count = {0};
        drainUntil(session, () -> count[0] > 1000, count);
        Thread stopping = new Thread(session::stop, "stopping");
        stopping.start();
        drainUntil(session, session::ended, count);
        stopping.join();
        assertEquals(Optional.empty(), session.cut());
        session.stop();
      }
      assertEquals(0, ScriptedEtw.sessions());
    }
  }

  @Test
  void aSessionThatOthersStopSaysSo() throws Exception {
    try (EtwSession session = EtwSession.open(everything())) {
      assertEquals(Optional.empty(), session.cut());
      assertEquals(0, ScriptedEtw.stopByOthers(NAME));
      drainUntil(session, session::ended, new int[1]);
      assertEquals(Optional.of("somebody stopped it"), session.cut());
      EtwException gone = assertThrows(EtwException.class, session::statistics);
      assertEquals(4201, gone.code());
    }
  }

  @Test
  void whatTheSystemRefusesHasCallCodeAndRemedy() {
    ScriptedEtw.refuse("StartTrace", 5);
    EtwException denied =
        assertThrows(EtwException.class, () -> EtwSession.open(everything()).close());
    assertEquals(
        "StartTrace failed (5, access denied): run as administrator or join the group"
            + " \"Performance Log Users\"",
        denied.getMessage());
    ScriptedEtw.refuse("StartTrace", 1450);
    EtwException limit =
        assertThrows(EtwException.class, () -> EtwSession.open(everything()).close());
    assertEquals(1450, limit.code());
    ScriptedEtw.refuse("StartTrace", 0);
    ScriptedEtw.refuse("OpenTrace", 5);
    EtwException open =
        assertThrows(EtwException.class, () -> EtwSession.open(everything()).close());
    assertEquals("OpenTrace", open.call());
    assertEquals(0, ScriptedEtw.sessions());
  }

  @Test
  void aProviderThatIsRefusedCostsOnlyItself() throws Exception {
    ScriptedEtw.refuse(OTHER, 5);
    try (EtwSession session = EtwSession.open(everything())) {
      assertEquals(List.of(new Refusal(OTHER, Step.ENABLE, 5)), session.refusals());
      assertTrue(session.refusals().getFirst().isDenied());
      ScriptedEtw.deliver(NAME, event(1).frame(), 1);
      assertEquals(List.of(1), ids(read(session, 1)));
    }
  }

  @Test
  void aLeftOverSessionOfOurNameIsTakenOverAndNoOther() throws Exception {
    assertEquals(0, ScriptedEtw.startByOthers(NAME));
    assertEquals(0, ScriptedEtw.startByOthers("Foreign"));
    try (EtwSession session = EtwSession.open(everything())) {
      assertEquals(2, ScriptedEtw.sessions());
      ScriptedEtw.deliver(NAME, event(1).frame(), 1);
      assertEquals(List.of(1), ids(read(session, 1)));
    }
    assertEquals(1, ScriptedEtw.sessions());
    assertEquals("mode 0 flags 0 flush 0", ScriptedEtw.describe("Foreign"));
  }

  @Test
  void severalSessionsRunBesideEachOther() throws Exception {
    SessionConfig second =
        new SessionConfig(
            "Ring3 second",
            Kind.USER,
            64,
            4,
            8,
            Duration.ofSeconds(1),
            0,
            0,
            1 << 16,
            List.of(ProviderConfig.all(OTHER)));
    try (EtwSession one = EtwSession.open(everything());
        EtwSession two = EtwSession.open(second)) {
      ScriptedEtw.deliver(NAME, event(1).frame(), 3);
      ScriptedEtw.deliver("Ring3 second", new FrameWriter(OTHER, 2, 0).frame(), 2);
      assertEquals(List.of(2, 2), ids(read(two, 2)));
      assertEquals(List.of(1, 1, 1), ids(read(one, 3)));
    }
  }

  @Test
  void aClosedSessionIsAnErrorAndNoCrash() throws Exception {
    EtwSession session = EtwSession.open(everything());
    session.close();
    session.close();
    assertThrows(IllegalArgumentException.class, () -> session.drain(SOON, frame -> {}));
    assertThrows(IllegalArgumentException.class, session::statistics);
    assertThrows(IllegalArgumentException.class, session::stop);
    assertThrows(IllegalArgumentException.class, () -> NativeCalls.release(4711, 8));
  }

  /** Three million: none is lost while it is read, and nothing is kept. */
  @Test
  void millionsOfRecordsLeaveNothingBehind() throws Exception {
    byte[] frame = event(1).data(new byte[32]).frame();
    long before = 0;
    for (int round = 0; round < 3; round++) {
      try (EtwSession session = EtwSession.open(everything())) {
        int[] count = {0};
        long[] dropped = {0};
        for (int i = 0; i < 1000; i++) {
          int wanted = (i + 1) * 1000;
          ScriptedEtw.deliver(NAME, frame, 1000);
          drainUntil(session, () -> count[0] == wanted, count);
        }
        session.losses().forEach(loss -> dropped[0] += loss.records());
        assertEquals(0, dropped[0]);
        assertEquals(1_000_000, session.statistics().received());
      }
      assertEquals(0, ScriptedEtw.sessions());
      ScriptedEtw.reset();
      long now = ScriptedEtw.allocations();
      assertTrue(now > 0);
      if (round > 0) {
        assertEquals(before, now);
      }
      before = now;
    }
  }

  /** More than the JVM has of direct memory, were it not given back. */
  @Test
  void aClosedSessionGivesItsRingBack() throws Exception {
    long ring = 32L << 20;
    for (long taken = 0; taken < 2 * Runtime.getRuntime().maxMemory(); taken += ring) {
      EtwSession.open(config((int) ring, ProviderConfig.all(PROVIDER))).close();
    }
    assertEquals(0, ScriptedEtw.sessions());
  }
}
