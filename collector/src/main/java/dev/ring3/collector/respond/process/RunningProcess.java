package dev.ring3.collector.respond.process;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A process that runs.
 *
 * @param parentPid who started it; on Windows the number may be another's by now
 * @param started when; with the number it tells a process from all others. Absent if the system
 *     keeps that from us
 * @param name its program's short name
 * @param program its program's path
 * @param command its command line
 * @param critical whether the system itself says that it can't do without it: threads of the
 *     kernel, and on Windows processes whose end stops the system
 */
public record RunningProcess(
    long pid,
    long parentPid,
    @Nullable Instant started,
    String name,
    @Nullable String program,
    @Nullable String command,
    boolean critical) {

  public Optional<Instant> start() {
    return Optional.ofNullable(started);
  }

  public Optional<String> executable() {
    return Optional.ofNullable(program);
  }

  public Optional<String> commandLine() {
    return Optional.ofNullable(command);
  }

  /** Whether it can have been started by that one: numbers are used again. */
  public boolean mayBeChildOf(RunningProcess parent) {
    return parentPid == parent.pid
        && pid != parent.pid
        && (started == null || parent.started == null || !started.isBefore(parent.started));
  }

  /** For people: the number, the name and what it runs. */
  public String title() {
    String what = command == null ? program : command;
    return pid + " (" + name + ")" + (what == null ? "" : " " + what);
  }
}
