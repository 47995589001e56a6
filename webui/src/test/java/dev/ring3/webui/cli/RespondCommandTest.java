package dev.ring3.webui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code ring3 respond} as people type it, on processes and files of this test. */
class RespondCommandTest {
  @TempDir Path given;

  private final List<Process> started = new ArrayList<>();

  private record Result(int exit, String out, String err) {}

  private Result respond(String... arguments) {
    List<String> all = new ArrayList<>(List.of("respond"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--data", given.resolve("data").toString()));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    int exit = line.execute(all.toArray(String[]::new));
    return new Result(exit, out.toString(), err.toString());
  }

  private Process sleeping() throws IOException {
    Process process = new ProcessBuilder("sleep", "60").start();
    started.add(process);
    return process;
  }

  @AfterEach
  void endThem() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aProcessIsPlannedAndTerminated() throws Exception {
    Process child = sleeping();
    String pid = Long.toString(child.pid());
    Result dry = respond("terminate", pid, "--dry-run");
    assertEquals(0, dry.exit(), dry.err());
    assertEquals("would terminate " + pid + " (sleep) sleep 60", dry.out().strip());
    assertTrue(child.isAlive());
    assertEquals("", respond("log").out());

    Result done = respond("terminate", pid, "--yes");
    assertEquals(0, done.exit(), done.err());
    assertEquals("ended " + pid + " (sleep) sleep 60", done.out().strip());
    assertTrue(child.waitFor(10, TimeUnit.SECONDS));
    List<String> log = respond("log").out().lines().toList();
    assertEquals(2, log.size());
    assertTrue(log.getFirst().contains("\"command_line\":\"sleep 60\""), log.getFirst());
    assertEquals(log.subList(1, 2), respond("log", "-n", "1").out().lines().toList());
    Result gone = respond("terminate", pid, "--yes");
    assertEquals(1, gone.exit());
    assertEquals("ring3: there is no process " + pid, gone.err().strip());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void suspendAndResume() throws Exception {
    Process child = sleeping();
    String pid = Long.toString(child.pid());
    assertEquals(0, respond("suspend", pid, "-y").exit());
    assertTrue(Files.readString(Path.of("/proc", pid, "stat")).contains(") T "));
    assertEquals(0, respond("resume", pid, "-y").exit());
    assertFalse(Files.readString(Path.of("/proc", pid, "stat")).contains(") T "));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whatIsNotMeantOrProtectedIsRefused() throws Exception {
    Process child = sleeping();
    Result other =
        respond("terminate", Long.toString(child.pid()), "--start", "2020-01-01T00:00:00Z", "-y");
    assertEquals(1, other.exit());
    assertTrue(other.err().contains("is not the one meant"), other.err());
    assertTrue(child.isAlive());
    Result own = respond("terminate-tree", Long.toString(ProcessHandle.current().pid()), "-y");
    assertEquals(1, own.exit());
    assertTrue(own.err().contains("it is Ring3 itself"), own.err());
    assertEquals(1, own.err().lines().count(), own.err());
    assertEquals(1, respond("suspend", "1", "--dry-run").exit());
    Result dump = respond("dump", Long.toString(child.pid()), "-y");
    assertEquals(1, dump.exit());
    assertTrue(dump.err().contains("gcore"), dump.err());
  }

  @Test
  void aFileIsQuarantinedListedAndRestored() throws IOException {
    Path file = Files.writeString(given.toRealPath().resolve("evil"), "virus");
    Result dry = respond("quarantine", file.toString(), "--dry-run");
    assertEquals("would quarantine " + file + ", 5 bytes, and delete it", dry.out().strip());
    assertTrue(Files.exists(file));
    Result done = respond("quarantine", file.toString(), "--yes");
    assertEquals(0, done.exit(), done.err());
    assertFalse(Files.exists(file));
    String[] listed = respond("list").out().strip().split("\t", -1);
    assertEquals(file.toString(), listed[1]);
    assertEquals("5", listed[2]);
    Result back = respond("restore", listed[0], "--yes");
    assertEquals(0, back.exit(), back.err());
    assertEquals("virus", Files.readString(file));
    assertEquals("", respond("list").out());
    Result again = respond("restore", listed[0], "--yes");
    assertEquals(1, again.exit());
    assertTrue(again.err().contains("there is no container"), again.err());
    Result own =
        respond("quarantine", given.resolve("data/response/audit.ndjson").toString(), "-y");
    assertEquals(1, own.exit());
    assertTrue(own.err().contains("it belongs to Ring3"), own.err());
  }

  @Test
  void filesAreCollected() throws IOException {
    Path file = Files.writeString(given.resolve("a.txt"), "a");
    Result done = respond("collect", file.toString(), "--yes");
    assertEquals(0, done.exit(), done.err());
    assertTrue(done.out().startsWith("collected 1 files, 1 bytes, in "), done.out());
    Result part = respond("collect", file.toString(), given.resolve("missing").toString(), "--yes");
    assertEquals(1, part.exit());
    assertTrue(part.out().startsWith("collected 1 files"), part.out());
    assertTrue(part.err().contains("missing is not there"), part.err());
  }

  @Test
  void wrongUsageExitsWithTwo() {
    assertEquals(2, respond().exit());
    assertEquals(2, respond("terminate").exit());
    assertEquals(2, respond("terminate", "one").exit());
    assertEquals(2, respond("terminate", "1", "--start", "yesterday").exit());
    assertEquals(2, respond("log", "-n", "0").exit());
    assertEquals(1, respond("terminate", "1073741809", "-y").exit());
    assertEquals(2, respond("terminate", "-5", "-y").exit());
    assertEquals(1, respond("quarantine", given.getRoot().toString(), "-y").exit());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFirstLookIsCollectedWithWhatRunsNow() throws Exception {
    Process child = sleeping();
    Result dry = respond("triage", "--dry-run");
    assertEquals(0, dry.exit(), dry.err());
    assertTrue(dry.out().contains("would write host/processes.ndjson"), dry.out());
    assertTrue(dry.out().contains("would collect /etc/passwd"), dry.out());
    assertFalse(Files.exists(given.resolve("data").resolve("response")), "nothing was written");
    Result done = respond("triage", "--yes", "--hours", "0");
    assertTrue(done.out().startsWith("collected "), done.out() + done.err());
    try (Stream<Path> files =
        Files.list(given.resolve("data").resolve("response").resolve("evidence"))) {
      Path zip = files.findFirst().orElseThrow();
      try (FileSystem read = FileSystems.newFileSystem(zip)) {
        Path root = read.getPath("/");
        String processes = Files.readString(root.resolve("host/processes.ndjson"));
        assertTrue(processes.contains("{\"pid\":" + child.pid() + ","), processes);
        assertTrue(Files.readString(root.resolve("host/proc/version")).contains("Linux"));
        assertEquals(
            Files.readString(Path.of("/etc/passwd")),
            Files.readString(root.resolve("files/etc/passwd")));
        String manifest = Files.readString(root.resolve("manifest.ndjson"));
        assertTrue(
            manifest
                .lines()
                .anyMatch(l -> l.contains("host/processes.ndjson") && l.contains("sha256")),
            manifest);
      }
    }
  }

  @Test
  void whatIsNoNetworkOrTimeIsWrongUsage() {
    assertEquals(2, respond("isolate", "--allow", "example.org", "--dry-run").exit());
    assertEquals(2, respond("isolate", "--for", "30", "--dry-run").exit());
    assertEquals(2, respond("isolate", "--for", "24h", "--dry-run").exit());
    assertEquals(2, respond("close-connection", "10.0.0.1", "10.0.0.2:1", "--dry-run").exit());
    assertEquals(2, respond("triage", "--hours", "-1", "--dry-run").exit());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aConnectionThatIsNotThereIsRefused() {
    Result refused = respond("close-connection", "127.0.0.1:1", "127.0.0.1:2", "--dry-run");
    assertEquals(1, refused.exit(), refused.out());
    assertTrue(refused.err().contains("there is no connection"), refused.err());
  }
}
