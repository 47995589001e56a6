package dev.ring3.collector.linux;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;

/** The kernel's clocks, in nanoseconds. */
public final class Clocks {
  private Clocks() {}

  /** Since boot without the time asleep: the clock of the proc connector. */
  public static long monotonic() throws SystemCallException {
    return nanoseconds(1);
  }

  /** Since boot: the clock of the start times in {@code /proc/PID/stat}. */
  public static long boot() throws SystemCallException {
    return nanoseconds(7);
  }

  private static long nanoseconds(int clock) throws SystemCallException {
    try (Memory time = new Memory(16)) {
      CLibrary.clock_gettime(clock, time);
      return time.getLong(0) * 1_000_000_000L + time.getLong(8);
    } catch (LastErrorException e) {
      throw new SystemCallException("clock_gettime", e);
    }
  }
}
