package dev.ring3.collector.win32.wmi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Asks the WMI of this Windows. */
@EnabledOnOs(OS.WINDOWS)
@Timeout(120)
class WmiNamespaceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void thisProcessIsAmongTheProcesses() throws IOException {
    try (WmiNamespace namespace = WmiNamespace.open("ROOT\\CIMV2")) {
      List<WmiObject> processes = namespace.objects("Win32_Process", 10_000, PATIENCE);
      String pid = Long.toString(ProcessHandle.current().pid());
      WmiObject self =
          processes.stream()
              .filter(process -> process.property("Handle").equals(Optional.of(pid)))
              .findFirst()
              .orElseThrow(() -> new AssertionError(pid + " is not in " + processes));
      assertEquals("Win32_Process", self.className());
      assertTrue(self.path().contains(pid), self.path());
      assertEquals(Optional.of("java.exe"), self.property("Name"));
      assertEquals(1, namespace.objects("Win32_Process", 1, PATIENCE).size());
      for (int time = 0; time < 50; time++) {
        for (WmiObject again : namespace.objects("Win32_Process", 10_000, PATIENCE)) {
          assertTrue(again.property("Name").isPresent(), again::toString);
        }
      }
    }
  }

  @Test
  void whatIsNotThereIsAnErrorWithTheQuestionAndARemedy() {
    IOException none = assertThrows(IOException.class, () -> WmiNamespace.open("ROOT\\ring3none"));
    assertTrue(
        String.valueOf(none.getMessage()).contains("ROOT\\ring3none failed (0x"), none::toString);
    assertTrue(String.valueOf(none.getMessage()).contains("Winmgmt"), none::toString);
  }
}
