package dev.ring3.collector.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** What the tests of live collection need of the host; without it they are skipped, aloud. */
final class Privileges {
  private Privileges() {}

  static void needRoot() {
    boolean root = System.getProperty("os.name").equals("Linux") && isRoot();
    skipUnless(root, "needs root on Linux");
  }

  /** Root, and no other Ring3 that collects on this host. */
  static void needAudit() {
    needRoot();
    SensorState audit =
        LiveCollector.probe(LiveSettings.of(Path.of("unused"))).stream()
            .filter(s -> s.name().equals("linux.audit"))
            .findFirst()
            .orElseThrow();
    skipUnless(
        audit.condition() != SensorState.Condition.UNAVAILABLE,
        "needs the audit system: " + audit.detail());
  }

  static void needProgram(String path) {
    skipUnless(Files.isExecutable(Path.of(path)), "needs " + path);
  }

  static void skipUnless(boolean fits, String need) {
    if (!fits) {
      System.out.println("SKIPPED: live sensors: " + need);
    }
    Assumptions.assumeTrue(fits, "live sensors: " + need);
  }

  private static boolean isRoot() {
    try {
      return Files.readString(Path.of("/proc/self/status")).contains("\nUid:\t0\t0\t");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
