package dev.ring3.collector.respond;

import dev.ring3.collector.respond.process.RunningProcess;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A process as somebody names it.
 *
 * @param start to the millisecond, as events tell it; so a process that has the number by now is
 *     not taken for the one that was meant
 */
public record Target(long pid, Instant start) {
  public Target {
    if (pid < 0) {
      throw new IllegalArgumentException("no process has the number " + pid);
    }
    start = start.truncatedTo(ChronoUnit.MILLIS);
  }

  boolean means(RunningProcess process) {
    return process.pid() == pid
        && process.start().map(s -> s.truncatedTo(ChronoUnit.MILLIS).equals(start)).orElse(false);
  }
}
