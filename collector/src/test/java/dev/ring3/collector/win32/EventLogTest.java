package dev.ring3.collector.win32;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.WINDOWS)
class EventLogTest {
  /** The service takes the entries; what it does with them the viewer shows. */
  @Test
  void entriesAreTaken() {
    try (EventLog log = new EventLog("Ring3")) {
      for (EventLog.Kind kind : EventLog.Kind.values()) {
        assertDoesNotThrow(() -> log.report(kind, 1, "text", "x".repeat(EventLog.LONGEST + 10)));
      }
    }
  }
}
