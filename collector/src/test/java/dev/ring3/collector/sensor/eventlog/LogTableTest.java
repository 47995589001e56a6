package dev.ring3.collector.sensor.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.sensor.eventlog.LogTable.Log;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LogTableTest {
  @Test
  void theLogsThatComeWithRing3() {
    List<Log> logs = LogTable.load().logs();
    assertEquals(
        new Log("Security", logs.getFirst().sees(), false, logs.getFirst().traced()),
        logs.getFirst());
    assertTrue(logs.getFirst().traced().contains("4688"));
    assertTrue(
        logs.stream().anyMatch(l -> l.channel().contains("Sysmon") && l.isOptional()), "Sysmon");
    assertTrue(logs.size() <= 128, "a number in one byte stands for a log");
  }

  @Test
  void whatIsWrittenWrongIsToldWithItsPlace() {
    assertEquals(
        List.of(new Log("A", "b", false, Set.of("1"))),
        LogTable.parse("channels: {A: {sees: b, traced: [1]}}").logs());
    for (String wrong : List.of("channels: {A: {}}", "channels: {A: {sees: b, c: d}}", "x: y")) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> LogTable.parse(wrong), wrong);
      assertTrue(String.valueOf(e.getMessage()).startsWith("eventlogs.yml, "));
    }
  }
}
