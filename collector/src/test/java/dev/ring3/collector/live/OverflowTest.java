package dev.ring3.collector.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * More happens than the kernel keeps for a collector that is held up: that is told, and goes on.
 */
class OverflowTest {
  /** More changes of files and audited calls than the kernel's queues take. */
  private static final String TOO_MUCH =
      """
      import os,sys
      for i in range(int(open('/proc/sys/fs/fanotify/max_queued_events').read())+2000):
        open(sys.argv[1]+'/'+str(i),'w').close()
      for i in range(80000): os.setuid(0)
      open('/etc/cron.d/ring3-overflow','w').write('0 0 31 2 * root /bin/true\\n')
      """;

  /** Starts and ends of which the buffer of the proc connector takes less. */
  private static final int THREADS = 40_000;

  private static final Pattern SPAN = Pattern.compile("loss\\.from=([^ ,}]+).*loss\\.to=([^ ,}]+)");

  @Test
  void whatTheKernelDroppedIsTold(@TempDir Path folder) throws Exception {
    Privileges.needAudit();
    Privileges.needProgram("/usr/bin/python3");
    Path many = Files.createDirectory(folder.resolve("many"));
    Instant begin = Instant.now();
    String before = AuditState.toRestore();
    try (Child child = Child.collecting(folder.resolve("data"))) {
      child.awaitLine("started");
      Child.run("/bin/kill", "-STOP", Long.toString(child.pid()));
      Child.run("/usr/bin/python3", "-c", TOO_MUCH, many.toString());
      for (int i = 0; i < THREADS; i++) {
        Thread.ofPlatform().start(() -> {}).join();
      }
      Child.run("/bin/kill", "-CONT", Long.toString(child.pid()));
      List<String> told =
          child.awaitLines(
              List.of(
                  "linux.file: the kernel's queue of changes was full",
                  "linux.audit: the audit system dropped records",
                  "linux.process: the connector's sequence has a gap",
                  "task_create"));
      told.subList(0, 3).forEach(line -> spans(line, begin));
      Child.run("/bin/true", "after", "that");
      child.awaitLine("process.command_line=/bin/true after that");
      child.endInput();
      child.awaitLine("closed");
    } finally {
      Files.deleteIfExists(Path.of("/etc/cron.d/ring3-overflow"));
    }
    assertEquals(before.replaceFirst("owner \\d+", "owner 0"), AuditState.now());
  }

  private static void spans(String loss, Instant begin) {
    Matcher span = SPAN.matcher(loss);
    assertTrue(span.find(), loss);
    Instant from = Instant.parse(span.group(1));
    Instant to = Instant.parse(span.group(2));
    assertTrue(from.isAfter(begin) && !to.isBefore(from), loss);
    assertTrue(Duration.between(begin, to).compareTo(Duration.ofMinutes(1)) < 0, loss);
  }
}
