package dev.ring3.collector.enrich.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndedProcessesTest {
  private final EndedProcesses ended = new EndedProcesses();

  private void add(int count, long now) {
    for (int pid = 1; pid <= count; pid++) {
      ended.add(new LinuxProcess(pid, Instant.EPOCH, "entity", null), now);
    }
  }

  private List<Long> forgotten(long now) {
    List<Long> pids = new ArrayList<>();
    ended.forget(now, process -> pids.add(process.pid));
    return pids;
  }

  @Test
  void fewAreRememberedForEver() {
    add(EndedProcesses.KEPT, 0);
    assertEquals(List.of(), forgotten(100 * EndedProcesses.LEAST_NANOS));
  }

  @Test
  void ofManyTheFirstAreForgottenAfterAMinute() {
    add(EndedProcesses.KEPT + 3, 0);
    assertEquals(List.of(), forgotten(EndedProcesses.LEAST_NANOS - 1));
    assertEquals(List.of(1L, 2L, 3L), forgotten(EndedProcesses.LEAST_NANOS));
    assertEquals(List.of(), forgotten(2 * EndedProcesses.LEAST_NANOS));
  }

  @Test
  void oneThatEndedJustNowIsRememberedWithAllThatCameSince() {
    add(EndedProcesses.KEPT, 0);
    add(2, EndedProcesses.LEAST_NANOS);
    assertEquals(List.of(1L, 2L), forgotten(EndedProcesses.LEAST_NANOS));
    add(EndedProcesses.KEPT, EndedProcesses.LEAST_NANOS);
    assertEquals(EndedProcesses.KEPT - 2, forgotten(EndedProcesses.LEAST_NANOS + 1).size());
  }
}
