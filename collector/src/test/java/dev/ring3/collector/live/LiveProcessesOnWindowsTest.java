package dev.ring3.collector.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.event.ProcessKey;
import dev.ring3.collector.live.SensorState.Condition;
import dev.ring3.collector.sensor.windows.ProcessSnapshots;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real programs, started and ended on this Windows, found by the processes sensor. */
@EnabledOnOs(OS.WINDOWS)
@Timeout(180)
class LiveProcessesOnWindowsTest {
  @TempDir Path data;

  private final Collected collected = new Collected();

  private Event awaited(Predicate<Event> fits, String what) throws InterruptedException {
    return collected
        .await(fits)
        .orElseThrow(() -> new AssertionError("no " + what + " in " + collected.all()));
  }

  private static boolean isOf(Event event, long pid) {
    return event.number(Field.PROCESS_PID).orElse(0) == pid
        && event.text(Field.EVENT_PROVIDER).filter(ProcessSnapshots.NAME::equals).isPresent();
  }

  @Test
  void aProgramsLifeIsToldWithWhoStartedIt() throws Exception {
    long own = ProcessHandle.current().pid();
    try (LiveCollector collector = LiveCollector.start(LiveSettings.of(data), collected::add)) {
      Event self = awaited(e -> isOf(e, own), "this process");
      assertEquals(EventType.LOG_RECORD, self.type(), "it was there before");
      assertEquals("state", self.text(Field.EVENT_KIND).orElse(""));
      Process cmd = new ProcessBuilder("cmd.exe", "/k", "rem ring3 example").start();
      try {
        Event start = awaited(e -> isOf(e, cmd.pid()), "start of cmd.exe");
        assertEquals(EventType.PROCESS_START, start.type());
        assertEquals("cmd.exe", start.text(Field.PROCESS_NAME).orElse(""));
        assertTrue(
            start.text(Field.PROCESS_EXECUTABLE).orElse("").endsWith("\\cmd.exe"), start::toString);
        assertTrue(
            start.text(Field.PROCESS_COMMAND_LINE).orElse("").contains("ring3 example"),
            start::toString);
        assertEquals(64, start.text(Field.PROCESS_HASH_SHA256).orElse("").length());
        assertEquals(32, start.text(Field.PROCESS_PE_IMPHASH).orElse("").length());
        assertTrue(start.has(Field.PROCESS_SIGNATURE_STATUS), start::toString);
        assertEquals(own, start.number(Field.PROCESS_PARENT_PID).orElseThrow());
        assertEquals(
            self.text(Field.PROCESS_ENTITY_ID), start.text(Field.PROCESS_PARENT_ENTITY_ID));
        assertTrue(start.text(Field.PROCESS_LINEAGE).orElse("").endsWith("java.exe > cmd.exe"));
        assertEquals(
            System.getProperty("user.name"), start.text(Field.USER_NAME).orElse(""), "the user");
        assertTrue(start.text(Field.USER_ID).orElse("").startsWith("S-1-"), start::toString);
        assertTrue(start.has(Field.PROCESS_INTEGRITY), start::toString);
        assertTrue(start.has(Field.WINLOG_LOGON_ID), start::toString);
        assertEquals(
            new ProcessKey(
                    start.text(Field.HOST_NAME).orElseThrow(),
                    cmd.pid(),
                    start.instant(Field.PROCESS_START).orElseThrow())
                .entityId(),
            start.text(Field.PROCESS_ENTITY_ID).orElse(""));
      } finally {
        cmd.destroyForcibly().waitFor();
      }
      Event end =
          awaited(e -> isOf(e, cmd.pid()) && e.type() == EventType.PROCESS_END, "end of cmd.exe");
      assertEquals("windows", end.text(Field.HOST_OS_TYPE).orElse(""));
      assertTrue(end.text(Field.PROCESS_LINEAGE).orElse("").endsWith("java.exe > cmd.exe"));
      SensorState state = state(collector.sensors());
      assertTrue(state.condition() == Condition.RUNNING || state.condition() == Condition.LIMITED);
      assertEquals(0, state.lost(), state::toString);
    }
    assertTrue(
        collected.all().stream().noneMatch(e -> e.type() == EventType.PROCESS_TAMPERING),
        "nothing is hidden here");
    assertTrue(collected.all().stream().noneMatch(e -> e.type() == EventType.AGENT_ERROR));
  }

  private static SensorState state(List<SensorState> all) {
    return all.stream()
        .filter(s -> s.name().equals(ProcessSnapshots.NAME))
        .findFirst()
        .orElseThrow();
  }
}
