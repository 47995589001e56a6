package dev.ring3.collector.enrich.linux;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns in processes' lives that are told later, in the order they came. At most {@link #MAX} of a
 * kind wait; then the oldest is due at once.
 */
final class Pending {
  static final int MAX = 65_536;

  private final ArrayDeque<Waiting<LinuxProcess>> forks = new ArrayDeque<>();
  private final ArrayDeque<Waiting<Program>> programs = new ArrayDeque<>();
  private final ArrayDeque<Waiting<End>> ends = new ArrayDeque<>();
  private final Map<Long, End> endByPid = new HashMap<>();

  private record Waiting<T>(T what, long since) {}

  private record Program(LinuxProcess process, Instant time) {}

  /** An end. */
  record End(LinuxProcess process, Instant time, int exitCode, int signal) {}

  void fork(LinuxProcess process) {
    forks.add(new Waiting<>(process, System.nanoTime()));
  }

  void program(LinuxProcess process, Instant time) {
    programs.add(new Waiting<>(new Program(process, time), System.nanoTime()));
  }

  void end(End end) {
    ends.add(new Waiting<>(end, System.nanoTime()));
    endByPid.put(end.process().pid, end);
  }

  /** Takes out the end that waits for a pid, because the pid is used again. */
  Optional<End> takeEnd(long pid) {
    return Optional.ofNullable(endByPid.remove(pid));
  }

  void forksBefore(long due, Consumer<LinuxProcess> action) {
    for (LinuxProcess next = due(forks, due); next != null; next = due(forks, due)) {
      action.accept(next);
    }
  }

  void programsBefore(long due, BiConsumer<LinuxProcess, Instant> action) {
    for (Program next = due(programs, due); next != null; next = due(programs, due)) {
      action.accept(next.process(), next.time());
    }
  }

  void endsBefore(long due, Consumer<End> action) {
    for (End next = due(ends, due); next != null; next = due(ends, due)) {
      if (endByPid.remove(next.process().pid, next)) {
        action.accept(next);
      }
    }
  }

  private static <T> @Nullable T due(ArrayDeque<Waiting<T>> queue, long due) {
    Waiting<T> first = queue.peek();
    if (first == null || (first.since() > due && queue.size() <= MAX)) {
      return null;
    }
    queue.remove();
    return first.what();
  }
}
