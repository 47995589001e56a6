package dev.ring3.collector.enrich.linux;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Turns in processes' lives that are told later, in the order they came. At most {@link #MAX} of a
 * kind wait; then the oldest is due at once.
 */
final class Pending {
  static final int MAX = 65_536;

  /** How long what is not ready is waited for beyond its time. */
  static final long LONGEST_NANOS = 5_000_000_000L;

  private final ArrayDeque<Waiting<LinuxProcess>> forks = new ArrayDeque<>();
  private final ArrayDeque<Waiting<Program>> programs = new ArrayDeque<>();
  private final ArrayDeque<Waiting<End>> ends = new ArrayDeque<>();
  private final Map<Long, End> endByPid = new HashMap<>();

  private record Waiting<T>(T what, long since) {}

  /** A start of a program that the proc connector noticed. */
  record Program(LinuxProcess process, Instant time) {}

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
    Predicate<LinuxProcess> ready = process -> true;
    for (LinuxProcess next = due(forks, due, ready); next != null; next = due(forks, due, ready)) {
      action.accept(next);
    }
  }

  void programsBefore(
      long due, Predicate<Program> ready, BiConsumer<LinuxProcess, Instant> action) {
    for (Program next = due(programs, due, ready); next != null; next = due(programs, due, ready)) {
      action.accept(next.process(), next.time());
    }
  }

  void endsBefore(long due, Predicate<End> ready, Consumer<End> action) {
    for (End next = due(ends, due, ready); next != null; next = due(ends, due, ready)) {
      if (endByPid.remove(next.process().pid, next)) {
        action.accept(next);
      }
    }
  }

  /** The first, if its time has come and it is ready, or has waited for {@link #LONGEST_NANOS}. */
  private static <T> @Nullable T due(ArrayDeque<Waiting<T>> queue, long due, Predicate<T> ready) {
    Waiting<T> first = queue.peek();
    if (first == null) {
      return null;
    }
    boolean ripe = first.since() <= due;
    boolean overripe = due - first.since() >= LONGEST_NANOS;
    if (queue.size() <= MAX && !(ripe && (overripe || ready.test(first.what())))) {
      return null;
    }
    queue.remove();
    return first.what();
  }
}
