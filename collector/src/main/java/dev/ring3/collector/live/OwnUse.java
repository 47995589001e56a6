package dev.ring3.collector.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What this process uses of the host.
 *
 * @param nanoTime when, as {@link System#nanoTime} counts
 * @param processor time on processors since its start; empty where the platform does not tell
 * @param heapBytes of Java objects, those included that are not needed any more
 * @param residentBytes memory that it takes in all; empty but on Linux
 */
record OwnUse(
    long nanoTime, Optional<Duration> processor, long heapBytes, OptionalLong residentBytes) {
  private static final Path STATUS = Path.of("/proc/self/status");

  OwnUse {
    Objects.requireNonNull(processor);
    Objects.requireNonNull(residentBytes);
  }

  static OwnUse now() {
    Runtime runtime = Runtime.getRuntime();
    return new OwnUse(
        System.nanoTime(),
        ProcessHandle.current().info().totalCpuDuration(),
        runtime.totalMemory() - runtime.freeMemory(),
        resident());
  }

  /** proc_pid_status(5): {@code VmRSS:}, in kibibytes. */
  private static OptionalLong resident() {
    if (!Files.isReadable(STATUS)) {
      return OptionalLong.empty();
    }
    try {
      return Files.readString(STATUS)
          .lines()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /** Percent of one processor that it took on average since then; empty if that is not known. */
  OptionalDouble processorPercentSince(OwnUse before) {
    if (processor.isEmpty() || before.processor.isEmpty()) {
      return OptionalDouble.empty();
    }
    Duration used = processor.get().minus(before.processor.get());
    return OptionalDouble.of(used.toNanos() * 100.0 / Math.max(1, nanoTime - before.nanoTime));
  }
}
