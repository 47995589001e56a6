package dev.ring3.collector.decode.windows;

import java.time.Instant;

/** Windows' time: units of 100 ns since 1601. */
public final class FileTime {
  private static final long UNITS = 10_000_000;
  private static final long TO_1970 = 11_644_473_600L;

  private FileTime() {}

  /** As a point in time. */
  public static Instant instant(long units) {
    return Instant.ofEpochSecond(
        Math.floorDiv(units, UNITS) - TO_1970, Math.floorMod(units, UNITS) * 100);
  }
}
