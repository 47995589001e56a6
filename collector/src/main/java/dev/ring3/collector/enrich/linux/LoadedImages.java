package dev.ring3.collector.enrich.linux;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Libraries that started programs have mapped, from {@code /proc/PID/maps}: looked at {@link
 * #FIRST_NANOS} after a start and again {@link #SECOND_NANOS} later. What a process loads after
 * that, and whatever one that ends before loads, is not seen; to have all, audit would have to
 * record every mmap. At most {@link #MAX_WAITING} starts wait for a look. For one thread.
 */
final class LoadedImages {
  static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(5);
  static final int MAX_WAITING = 4096;

  private final ProcFiles proc;
  private final ArrayDeque<Look> first = new ArrayDeque<>();
  private final ArrayDeque<Look> second = new ArrayDeque<>();

  /** The program that a process ran at its start is no library. */
  private record Look(
      LinuxProcess process, @Nullable String program, Set<String> seen, long since) {}

  LoadedImages(ProcFiles proc) {
    this.proc = proc;
  }

  void started(LinuxProcess process) {
    if (first.size() < MAX_WAITING) {
      first.add(new Look(process, process.executable, new HashSet<>(), System.nanoTime()));
    }
  }

  /** Tells of each process the libraries that were not told yet. */
  void tick(BiConsumer<LinuxProcess, String> told) {
    long now = System.nanoTime();
    for (Look look = due(first, now - FIRST_NANOS); look != null; ) {
      if (look(look, told) && second.size() < MAX_WAITING) {
        second.add(new Look(look.process(), look.program(), look.seen(), now));
      }
      look = due(first, now - FIRST_NANOS);
    }
    for (Look look = due(second, now - SECOND_NANOS); look != null; ) {
      look(look, told);
      look = due(second, now - SECOND_NANOS);
    }
  }

  private static @Nullable Look due(ArrayDeque<Look> looks, long since) {
    Look look = looks.peek();
    return look == null || look.since() > since ? null : looks.remove();
  }

  /** Whether the process was still there and ran the same program. */
  private boolean look(Look look, BiConsumer<LinuxProcess, String> told) {
    LinuxProcess process = look.process();
    boolean same = !process.ended && proc.executable(process.pid).equals(program(look));
    if (!same) {
      return false;
    }
    proc.libraries(process.pid).stream()
        .filter(path -> !path.equals(look.program()))
        .filter(look.seen()::add)
        .forEach(path -> told.accept(process, path));
    return true;
  }

  private static Optional<String> program(Look look) {
    return Optional.ofNullable(look.program());
  }
}
