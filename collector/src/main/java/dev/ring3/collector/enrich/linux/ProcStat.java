package dev.ring3.collector.enrich.linux;

import java.util.Optional;

/**
 * What {@code /proc/PID/stat} says, by proc(5).
 *
 * @param name the program's short name, 15 bytes at most
 * @param parentPid its parent
 * @param startTicks when it started, in hundredths of a second since boot
 * @param kernelThread whether it belongs to the kernel (PF_KTHREAD among its flags)
 */
public record ProcStat(String name, long parentPid, long startTicks, boolean kernelThread) {
  private static final long KERNEL_THREAD = 0x200000;

  /** From the file's text; empty if it is cut. */
  static Optional<ProcStat> of(String text) {
    int open = text.indexOf('(');
    int close = text.lastIndexOf(')');
    if (open < 0 || close < open || close + 2 >= text.length()) {
      return Optional.empty();
    }
    String[] rest = text.substring(close + 2).split(" ", -1);
    if (rest.length < 20) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ProcStat(
              text.substring(open + 1, close),
              Long.parseLong(rest[1]),
              Long.parseLong(rest[19]),
              (Long.parseLong(rest[6]) & KERNEL_THREAD) != 0));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
