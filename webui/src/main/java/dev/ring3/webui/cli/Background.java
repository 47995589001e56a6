package dev.ring3.webui.cli;

import dev.ring3.collector.respond.process.Processes;
import dev.ring3.collector.win32.SelfLimits;
import dev.ring3.webui.service.ServiceLogs;
import dev.ring3.webui.service.StopRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a process that collects for long does first on Windows, where no unit of systemd says it: it
 * lets others go first, keeps the service's logs tidy, and forgets requests to stop that were meant
 * for an earlier one.
 */
final class Background implements AutoCloseable {
  private final @Nullable ServiceLogs logs;

  private Background(@Nullable ServiceLogs logs) {
    this.logs = logs;
  }

  /**
   * @param mostCpu part of all processors that it may take at most, in percent
   * @param out is told what this Windows does not do
   */
  static Background enter(Path data, OptionalInt mostCpu, PrintWriter out) throws IOException {
    StopRequest.forget(data);
    if (!Processes.onWindows()) {
      if (mostCpu.isPresent()) {
        out.println(
            "Without a limit for itself: --most-cpu needs Windows here; with systemd, give it to"
                + " ring3 service install");
      }
      return new Background(null);
    }
    attempt(SelfLimits::lowerPriority, out);
    attempt(SelfLimits::tryBackground, out);
    if (mostCpu.isPresent()) {
      attempt(() -> SelfLimits.capProcessors(mostCpu.getAsInt()), out);
    } else {
      attempt(SelfLimits::shareProcessors, out);
    }
    return new Background(ServiceLogs.keepTidy(data, out::println));
  }

  @Override
  public void close() {
    if (logs != null) {
      logs.close();
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  private static void attempt(Step step, PrintWriter out) {
    try {
      step.run();
    } catch (IOException e) {
      out.println("Without a limit for itself: " + e.getMessage());
    }
  }
}
