package dev.ring3.collector.respond.process;

import dev.ring3.collector.enrich.linux.ProcFiles;
import dev.ring3.collector.enrich.linux.ProcStat;
import dev.ring3.collector.linux.Signals;
import dev.ring3.collector.linux.Signals.Signal;
import dev.ring3.collector.linux.SystemCallException;
import dev.ring3.collector.sensor.BootClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** By {@code /proc} and signals. */
final class LinuxProcesses implements Processes {
  private static final String NO_DUMP =
      "Ring3 writes no memory on Linux: suspend the process and use gcore of gdb";

  private final ProcFiles files = new ProcFiles(Path.of("/proc"));
  private final BootClock boot;

  LinuxProcesses(BootClock boot) {
    this.boot = boot;
  }

  @Override
  public List<RunningProcess> list() throws IOException {
    List<RunningProcess> all = new ArrayList<>();
    for (long pid : files.pids()) {
      find(pid).ifPresent(all::add);
    }
    return all;
  }

  @Override
  public Optional<RunningProcess> find(long pid) {
    return files.stat(pid).map(stat -> process(pid, stat));
  }

  private RunningProcess process(long pid, ProcStat stat) {
    String command = String.join(" ", files.arguments(pid));
    return new RunningProcess(
        pid,
        stat.parentPid(),
        boot.startOfTicks(stat.startTicks()),
        stat.name(),
        files.executable(pid).orElse(null),
        command.isEmpty() ? null : command,
        stat.kernelThread());
  }

  @Override
  public HeldProcess hold(RunningProcess process, Purpose purpose) throws IOException {
    Signals signals;
    try {
      signals = Signals.to(process.pid());
    } catch (SystemCallException e) {
      throw e.errno() == SystemCallException.NO_PROCESS ? gone(process) : e;
    }
    // The number is looked up again after it was taken hold of: if the start is the same, the
    // descriptor is that process's.
    boolean same = false;
    try {
      same = isThere(process) && !signals.awaitEnd(0).orElse(false);
    } finally {
      if (!same) {
        signals.close();
      }
    }
    if (!same) {
      throw gone(process);
    }
    return new Held(process, signals);
  }

  private static IOException gone(RunningProcess process) {
    return new IOException(
        "process " + process.pid() + " is gone, or its number belongs to another by now");
  }

  private boolean isThere(RunningProcess process) {
    return files
        .stat(process.pid())
        .map(stat -> boot.startOfTicks(stat.startTicks()))
        .equals(process.start());
  }

  @Override
  public Optional<String> whyNoDump() {
    return Optional.of(NO_DUMP);
  }

  /** Where the kernel can't tell us: the JDK looks again and again. */
  private static boolean endedInTime(ProcessHandle process) {
    try {
      process.onExit().get(END_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private final class Held implements HeldProcess {
    private final RunningProcess process;
    private final Signals signals;

    Held(RunningProcess process, Signals signals) {
      this.process = process;
      this.signals = signals;
    }

    @Override
    public void terminate() throws IOException {
      Optional<ProcessHandle> handle = ProcessHandle.of(process.pid());
      signals.send(Signal.KILL);
      boolean ended =
          signals
              .awaitEnd(END_SECONDS * 1000)
              .orElseGet(() -> handle.isEmpty() || endedInTime(handle.get()));
      if (!ended) {
        throw new IOException(
            "process "
                + process.pid()
                + " was told to end and is still there: it waits for a device");
      }
    }

    @Override
    public void suspend() throws IOException {
      signals.send(Signal.STOP);
      // Each thread stops when it next leaves the kernel.
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
      while (!files.threads(process.pid()).stream().allMatch(ProcStat::stopped)) {
        if (System.nanoTime() - deadline > 0) {
          throw new IOException(
              "process "
                  + process.pid()
                  + " was told to stop and still runs: it waits for a device, or was continued");
        }
        signals.awaitEnd(1);
      }
    }

    @Override
    public void resume() throws IOException {
      signals.send(Signal.CONTINUE);
    }

    @Override
    public String dump(Path file) throws IOException {
      throw new IOException(NO_DUMP);
    }

    @Override
    public void close() {
      signals.close();
    }
  }
}
