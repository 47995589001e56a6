package dev.ring3.collector.respond;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.enrich.linux.ProcFiles;
import dev.ring3.collector.enrich.linux.ProcStat;
import dev.ring3.collector.respond.dump.Minidump;
import dev.ring3.collector.respond.file.Sha256;
import dev.ring3.collector.respond.process.Processes;
import dev.ring3.collector.respond.process.RunningProcess;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Responses to processes that were started here. */
@Tag("wine")
class ProcessResponseTest {
  @TempDir Path folder;

  private final List<ProcessHandle> started = new ArrayList<>();
  private Processes processes;
  private Responder responder;

  @BeforeEach
  void open() throws IOException {
    processes = Responder.processesOfThisHost(folder.resolve("data"));
    responder = Responder.ofThisHost(folder.resolve("data"), "tester");
  }

  @AfterEach
  void endThem() throws Exception {
    for (ProcessHandle process : started) {
      process.destroyForcibly();
      process.onExit().get(10, TimeUnit.SECONDS);
    }
  }

  private ProcessHandle counting(Path... files) throws Exception {
    ProcessHandle process = CountingProgram.start(List.of(files)).toHandle();
    started.add(process);
    for (Path file : files) {
      CountingProgram.awaitMoreThan(0, file);
    }
    return process;
  }

  private Target target(long pid) throws IOException {
    return new Target(pid, processes.find(pid).orElseThrow().start().orElseThrow());
  }

  private Outcome doIt(Action action) throws IOException {
    Plan plan = responder.plan(action);
    assertTrue(plan.isPossible(), plan.refused().toString());
    return responder.execute(plan);
  }

  private static void assertEnds(ProcessHandle process) throws Exception {
    process.onExit().get(10, TimeUnit.SECONDS);
    assertFalse(process.isAlive());
  }

  private List<String> audit() throws IOException {
    Path file = Evidence.in(folder.resolve("data")).audit();
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  @Test
  void aProcessIsFoundWithWhatItRuns() throws Exception {
    Path file = folder.resolve("count");
    ProcessHandle child = counting(file);
    RunningProcess found = processes.find(child.pid()).orElseThrow();
    assertEquals(ProcessHandle.current().pid(), found.parentPid());
    assertTrue(found.name().startsWith("java"), found.name());
    assertTrue(found.commandLine().orElseThrow().contains("CountingProgram"), found.title());
    assertTrue(Files.exists(Path.of(found.executable().orElseThrow())), found.title());
    Instant started = found.start().orElseThrow();
    Duration off = Duration.between(child.info().startInstant().orElseThrow(), started).abs();
    assertTrue(off.compareTo(Duration.ofSeconds(2)) < 0, off.toString());
    assertTrue(processes.list().contains(found), "it is in the list as well");
    assertEquals(Optional.empty(), processes.find(0x3FFF_FFF1));
  }

  @Test
  void aPlanChangesNothing() throws Exception {
    Path file = folder.resolve("count");
    ProcessHandle child = counting(file);
    Plan plan = responder.plan(new Action.Terminate(target(child.pid())));
    assertEquals(1, plan.processes().size());
    assertTrue(plan.would().getFirst().startsWith("terminate " + child.pid() + " (java"));
    CountingProgram.awaitMoreThan(CountingProgram.count(file), file);
    assertEquals(List.of(), audit());
  }

  @Test
  void terminateEndsAProcessAndTellsOfIt() throws Exception {
    ProcessHandle child = counting(folder.resolve("count"));
    Outcome outcome = doIt(new Action.Terminate(target(child.pid())));
    assertEquals(List.of(), outcome.failed());
    assertEnds(child);
    List<String> lines = audit();
    assertEquals(2, lines.size());
    assertTrue(lines.get(0).contains("\"phase\":\"begun\""), lines.get(0));
    assertTrue(lines.get(0).contains("\"who\":\"tester\",\"action\":\"terminate\""), lines.get(0));
    assertTrue(lines.get(0).contains("\"command_line\":"), lines.get(0));
    assertTrue(lines.get(1).contains("\"phase\":\"ended\""), lines.get(1));
    assertTrue(lines.get(1).contains("\"done\":[\"ended " + child.pid()), lines.get(1));
  }

  @Test
  void whatEndedMeanwhileIsToldAsFailed() throws Exception {
    ProcessHandle child = counting(folder.resolve("count"));
    Plan plan = responder.plan(new Action.Terminate(target(child.pid())));
    child.destroyForcibly();
    assertEnds(child);
    Outcome outcome = responder.execute(plan);
    assertEquals(List.of(), outcome.done());
    assertEquals(1, outcome.failed().size());
  }

  @Test
  void aReusedNumberIsRefused() throws Exception {
    Path file = folder.resolve("count");
    ProcessHandle child = counting(file);
    Target now = target(child.pid());
    Target before = new Target(now.pid(), now.start().minusSeconds(60));
    Plan plan = responder.plan(new Action.Terminate(before));
    assertFalse(plan.isPossible());
    assertTrue(plan.refused().getFirst().contains("is not the one meant: it started at"));
    assertFalse(responder.execute(plan).isComplete());
    CountingProgram.awaitMoreThan(CountingProgram.count(file), file);
    assertTrue(audit().getFirst().contains("\"phase\":\"refused\""));
  }

  @Test
  void terminateTreeEndsThoseBelow() throws Exception {
    ProcessHandle child = counting(folder.resolve("a"), folder.resolve("b"), folder.resolve("c"));
    List<ProcessHandle> below = child.descendants().toList();
    started.addAll(below);
    Action action = new Action.TerminateTree(target(child.pid()));
    assertTrue(responder.plan(action).processes().size() >= 3);
    Outcome outcome = doIt(action);
    assertEquals(List.of(), outcome.failed());
    assertTrue(outcome.done().size() >= 3, outcome.done().toString());
    long count = CountingProgram.count(folder.resolve("c"));
    assertEnds(child);
    for (ProcessHandle each : below) {
      assertEnds(each);
    }
    assertEquals(count, CountingProgram.count(folder.resolve("c")));
  }

  @Test
  void suspendStopsCountingAndResumeContinuesIt() throws Exception {
    Path file = folder.resolve("count");
    ProcessHandle child = counting(file);
    Target target = target(child.pid());
    assertEquals(List.of(), doIt(new Action.Suspend(target)).failed());
    if (OS.LINUX.isCurrentOs()) {
      List<ProcStat> threads = new ProcFiles(Path.of("/proc")).threads(child.pid());
      assertTrue(threads.size() > 3, threads.toString());
      assertTrue(threads.stream().allMatch(ProcStat::stopped), threads.toString());
    }
    // A write that was under way may still end.
    LockSupport.parkNanos(200_000_000);
    long stopped = CountingProgram.count(file);
    LockSupport.parkNanos(1_000_000_000);
    assertEquals(stopped, CountingProgram.count(file));
    assertTrue(child.isAlive());
    assertEquals(List.of(), doIt(new Action.Resume(target)).failed());
    assertTrue(CountingProgram.awaitMoreThan(stopped, file) > stopped);
  }

  @Test
  void aSuspendedProcessCanBeTerminated() throws Exception {
    ProcessHandle child = counting(folder.resolve("count"));
    Target target = target(child.pid());
    doIt(new Action.Suspend(target));
    assertEquals(List.of(), doIt(new Action.Terminate(target)).failed());
    assertEnds(child);
  }

  @Test
  void ringThreeAndThoseAboveItAreProtected() throws Exception {
    ProcessHandle self = ProcessHandle.current();
    Plan own = responder.plan(new Action.TerminateTree(target(self.pid())));
    assertFalse(own.isPossible());
    assertTrue(own.refused().getFirst().endsWith("it is Ring3 itself"), own.toString());
    Optional<RunningProcess> above =
        processes.find(processes.find(self.pid()).orElseThrow().parentPid());
    if (above.isPresent() && above.get().start().isPresent()) {
      Plan parent = responder.plan(new Action.Suspend(target(above.get().pid())));
      assertFalse(parent.isPossible(), parent.toString());
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void onLinuxADumpIsRefusedWithAReason() throws Exception {
    ProcessHandle child = counting(folder.resolve("count"));
    Plan plan = responder.plan(new Action.Dump(target(child.pid())));
    assertFalse(plan.isPossible());
    assertTrue(plan.refused().getFirst().contains("gcore"), plan.toString());
  }

  @Test
  @EnabledOnOs(OS.WINDOWS)
  void aDumpHasAHeaderAndModules() throws Exception {
    Process shell =
        new ProcessBuilder("cmd.exe")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    started.add(shell.toHandle());
    Outcome outcome = doIt(new Action.Dump(target(shell.pid())));
    assertEquals(List.of(), outcome.failed());
    System.out.println(outcome.done());
    Path file;
    try (var files =
        Files.newDirectoryStream(Evidence.in(folder.resolve("data")).collected(), "*.dmp")) {
      file = files.iterator().next();
    }
    Minidump dump = Minidump.read(file);
    assertTrue(
        dump.modules().stream()
            .anyMatch(m -> m.path().toLowerCase(Locale.ROOT).endsWith("kernel32.dll")),
        dump.modules().toString());
    assertTrue(outcome.done().getFirst().endsWith("SHA-256 " + Sha256.of(file)));
    assertTrue(Files.readString(Path.of(file + ".sha256")).startsWith(Sha256.of(file)));
    try (BufferedWriter typed = shell.outputWriter()) {
      typed.write("exit 7\r\n");
    }
    assertEquals(7, shell.waitFor(), "it goes on");
  }

  @Test
  @EnabledOnOs(OS.WINDOWS)
  void aFirstLookHoldsWhatRunsAndWhichServicesThereAre() throws Exception {
    Plan plan = responder.plan(new Action.Triage(List.of()));
    assertTrue(plan.would().contains("write host/services.ndjson"), plan::toString);
    Outcome outcome = responder.execute(plan);
    assertEquals(1, outcome.done().size(), outcome::toString);
    Path evidence = folder.resolve("data").resolve("response").resolve("evidence");
    try (Stream<Path> zips = Files.list(evidence);
        FileSystem zip = FileSystems.newFileSystem(zips.findFirst().orElseThrow())) {
      String processes = Files.readString(zip.getPath("/host/processes.ndjson"));
      assertTrue(processes.contains("{\"pid\":" + ProcessHandle.current().pid() + ','), processes);
      String services = Files.readString(zip.getPath("/host/services.ndjson"));
      assertTrue(services.contains("\"start_type\":"), services);
    }
  }
}
