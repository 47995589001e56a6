package dev.ring3.collector.etl;

/**
 * From a session's clock to FILETIME, 100 ns since 1601-01-01 UTC.
 *
 * @param origin the clock's value at {@code start}
 * @param start FILETIME
 * @param frequency ticks of the clock in a second; a positive number
 * @param isFileTime whether the clock already gives FILETIME
 */
record EtlClock(long origin, long start, long frequency, boolean isFileTime) {
  private static final long FILETIME_FREQUENCY = 10_000_000;

  /** The clock of a file whose first record has that time. */
  static EtlClock of(EtlHeader header, long firstRecord) {
    long frequency =
        switch (header.clock()) {
          case 3 -> header.cpuMegahertz() * 1_000_000;
          default -> header.performanceFrequency();
        };
    return new EtlClock(
        firstRecord,
        header.startTime(),
        frequency > 0 ? frequency : FILETIME_FREQUENCY,
        header.clock() == 2);
  }

  long fileTime(long clock) {
    if (isFileTime) {
      return clock;
    }
    long ticks = clock - origin;
    if (frequency == FILETIME_FREQUENCY) {
      return start + ticks;
    }
    long seconds = ticks / frequency;
    double rest = (double) (ticks % frequency) * FILETIME_FREQUENCY / frequency;
    return start + seconds * FILETIME_FREQUENCY + (long) rest;
  }
}
