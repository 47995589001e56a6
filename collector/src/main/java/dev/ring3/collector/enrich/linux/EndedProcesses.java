package dev.ring3.collector.enrich.linux;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Processes that ended, in that order. What comes late still finds them: a process is forgotten
 * when it ended {@link #LEAST_NANOS} ago and {@link #KEPT} others did since. For one thread.
 */
final class EndedProcesses {
  static final int KEPT = 8_192;

  static final long LEAST_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Queue<Ended> ended = new ArrayDeque<>();

  private record Ended(LinuxProcess process, long at) {}

  /**
   * @param now as {@link System#nanoTime} counts
   */
  void add(LinuxProcess process, long now) {
    ended.add(new Ended(process, now));
  }

  /** Takes out those that need not be remembered any more. */
  void forget(long now, Consumer<LinuxProcess> forgotten) {
    Ended oldest = ended.peek();
    while (oldest != null && ended.size() > KEPT && now - oldest.at() >= LEAST_NANOS) {
      ended.remove();
      forgotten.accept(oldest.process());
      oldest = ended.peek();
    }
  }
}
