package dev.ring3.collector.respond;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.respond.process.RunningProcess;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtectionTest {
  private static final long FREE_PID = 0x3FFF_FFF1;
  private static final Protection WINDOWS = new Protection(Set.of(), true, List.of());
  private static final Protection LINUX =
      new Protection(Set.of(77L), false, List.of(Path.of("/var/lib/ring3")));

  private static RunningProcess process(long pid, String name, @Nullable String path) {
    return new RunningProcess(pid, 1, Instant.EPOCH, name, path, null, false);
  }

  @ParameterizedTest
  @CsvSource({
    "lsass.exe, C:\\Windows\\System32\\lsass.exe, true",
    "LSASS.EXE, c:\\windows\\system32\\LSASS.EXE, true",
    "lsass.exe,, true",
    "lsass.exe, C:\\Users\\Public\\lsass.exe, false",
    "csrss.exe, C:\\Windows\\System32\\csrss.exe, true",
    "wininit.exe, C:\\Windows\\System32\\wininit.exe, true",
    "services.exe, C:\\Windows\\System32\\services.exe, true",
    "smss.exe, C:\\Windows\\System32\\smss.exe, true",
    "winlogon.exe, C:\\Windows\\System32\\winlogon.exe, true",
    "System,, true",
    "notepad.exe, C:\\Windows\\System32\\notepad.exe, false",
  })
  void onWindows(String name, @Nullable String path, boolean kept) {
    assertEquals(kept, WINDOWS.reason(process(FREE_PID, name, path)).isPresent());
  }

  @ParameterizedTest
  @CsvSource({
    "systemd, /usr/lib/systemd/systemd, true",
    "systemd, /usr/lib/systemd/systemd (deleted), true",
    "systemd, /tmp/systemd, false",
    "systemd, /usr/bin/xmrig, false",
    "init, /sbin/init, true",
    "init,, true",
    "bash, /usr/bin/bash, false",
  })
  void onLinux(String name, @Nullable String path, boolean kept) {
    assertEquals(kept, LINUX.reason(process(FREE_PID, name, path)).isPresent());
  }

  @Test
  void numbersOfTheSystem() {
    assertTrue(LINUX.reason(process(1, "tini", "/tini")).isPresent());
    assertTrue(LINUX.reason(process(77, "bash", "/usr/bin/bash")).isPresent());
    assertEquals(Optional.empty(), LINUX.reason(process(4, "worker", "/usr/bin/worker")));
    assertTrue(WINDOWS.reason(process(4, "worker", null)).isPresent());
    RunningProcess kernel =
        new RunningProcess(FREE_PID, 2, Instant.EPOCH, "kworker/0:1", null, null, true);
    assertTrue(LINUX.reason(kernel).isPresent());
  }

  @ParameterizedTest
  @CsvSource({
    "/usr/lib/systemd/systemd, true",
    "/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2, true",
    "/boot/vmlinuz-6.1.0, true",
    "/var/lib/ring3/response/audit.ndjson, true",
    "/usr/bin/bash, false",
    "/tmp/ld-linux-x86-64.so.2, false",
  })
  void files(String path, boolean kept) {
    assertEquals(kept, LINUX.reason(Path.of(path)).isPresent());
  }
}
