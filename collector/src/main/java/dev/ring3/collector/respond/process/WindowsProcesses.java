package dev.ring3.collector.respond.process;

import dev.ring3.collector.win32.ProcessSnapshot;
import dev.ring3.collector.win32.Win32Exception;
import dev.ring3.collector.win32.WindowsProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** By Toolhelp, handles, and dbghelp's minidumps. */
final class WindowsProcesses implements Processes {
  // MINIDUMP_TYPE: full memory, handles, unloaded modules, memory information, thread information.
  private static final int EVERYTHING = 0x2 | 0x4 | 0x20 | 0x800 | 0x1000;
  private static final int STACKS_AND_MODULES = 0;

  /** What only an open handle tells. */
  private record Details(
      @Nullable Instant start,
      @Nullable String program,
      @Nullable String command,
      boolean critical) {
    static final Details NONE = new Details(null, null, null, false);
  }

  @Override
  public List<RunningProcess> list() throws IOException {
    List<RunningProcess> all = new ArrayList<>();
    for (ProcessSnapshot.Entry entry : ProcessSnapshot.take()) {
      all.add(process(entry));
    }
    return all;
  }

  @Override
  public Optional<RunningProcess> find(long pid) throws IOException {
    for (ProcessSnapshot.Entry entry : ProcessSnapshot.take()) {
      if (entry.pid() == pid) {
        return Optional.of(process(entry));
      }
    }
    return Optional.empty();
  }

  private static RunningProcess process(ProcessSnapshot.Entry entry) {
    Details details = details(entry.pid());
    return new RunningProcess(
        entry.pid(),
        entry.parentPid(),
        details.start,
        entry.name(),
        details.program,
        details.command,
        details.critical);
  }

  /**
   * With the right to read where we have it, for without it an old Windows tells no command line.
   */
  private static Details details(long pid) {
    // Another user's or a protected process shows less, or nothing.
    return details(pid, WindowsProcess.Purpose.READ)
        .or(() -> details(pid, WindowsProcess.Purpose.LOOK))
        .orElse(Details.NONE);
  }

  private static Optional<Details> details(long pid, WindowsProcess.Purpose purpose) {
    try (WindowsProcess process = WindowsProcess.open(pid, purpose)) {
      return Optional.of(
          new Details(
              process.start(),
              process.executable(),
              process.commandLine().orElse(null),
              process.critical().orElse(0) != 0));
    } catch (Win32Exception e) {
      return Optional.empty();
    }
  }

  @Override
  public HeldProcess hold(RunningProcess process, Purpose purpose) throws IOException {
    WindowsProcess.Purpose rights =
        switch (purpose) {
          case TERMINATE -> WindowsProcess.Purpose.TERMINATE;
          case SUSPEND, RESUME -> WindowsProcess.Purpose.SUSPEND;
          case DUMP -> WindowsProcess.Purpose.DUMP;
        };
    WindowsProcess opened = WindowsProcess.open(process.pid(), rights);
    boolean same = false;
    try {
      // While somebody holds a handle, a process that has ended can still be opened.
      same = Optional.of(opened.start()).equals(process.start()) && !opened.awaitEnd(0);
    } finally {
      if (!same) {
        opened.close();
      }
    }
    if (!same) {
      throw new IOException(
          "process " + process.pid() + " is gone, or its number belongs to another by now");
    }
    return new Held(process.pid(), opened);
  }

  @Override
  public Optional<String> whyNoDump() {
    return Optional.empty();
  }

  private record Held(long pid, WindowsProcess process) implements HeldProcess {
    @Override
    public void terminate() throws IOException {
      process.terminate();
      if (!process.awaitEnd(END_SECONDS * 1000)) {
        throw new IOException(
            "process " + pid + " was told to end and is still there: a driver holds it");
      }
    }

    @Override
    public void suspend() throws IOException {
      process.suspend();
    }

    @Override
    public void resume() throws IOException {
      process.resume();
    }

    @Override
    public String dump(Path file) throws IOException {
      try {
        process.dump(file, EVERYTHING);
        return "all memory";
      } catch (Win32Exception e) {
        process.dump(file, STACKS_AND_MODULES);
        return "stacks and modules only, for all memory could not be had: " + e.getMessage();
      }
    }

    @Override
    public void close() {
      process.close();
    }
  }
}
