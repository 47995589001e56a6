package dev.ring3.collector.enrich.linux;

import java.util.Optional;

/**
 * What {@code /proc/PID/stat} says, by proc(5).
 *
 * @param name the program's short name, 15 bytes at most
 * @param state a letter, such as S for sleeping or T for stopped by a signal
 * @param parentPid its parent
 * @param startTicks when it started, in hundredths of a second since boot
 * @param kernelThread whether it belongs to the kernel (PF_KTHREAD among its flags)
 */
public record ProcStat(
    String name, char state, long parentPid, long startTicks, boolean kernelThread) {
  private static final long KERNEL_THREAD = 0x200000;
  // Stopped by a signal, by its tracer, ended and not yet waited for, gone.
  private static final String AT_REST = "TtZX";

  /** From the file's text; empty if it is cut. */
  static Optional<ProcStat> of(String text) {
    int open = text.indexOf('(');
    int close = text.lastIndexOf(')');
    if (open < 0 || close < open || close + 2 >= text.length()) {
      return Optional.empty();
    }
    String[] rest = text.substring(close + 2).split(" ", -1);
    if (rest.length < 20 || rest[0].length() != 1) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ProcStat(
              text.substring(open + 1, close),
              rest[0].charAt(0),
              Long.parseLong(rest[1]),
              Long.parseLong(rest[19]),
              (Long.parseLong(rest[6]) & KERNEL_THREAD) != 0));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether it runs no more, or not until a signal or its tracer continues it. */
  public boolean stopped() {
    return AT_REST.indexOf(state) >= 0;
  }
}
