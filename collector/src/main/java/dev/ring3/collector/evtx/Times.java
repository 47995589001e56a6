package dev.ring3.collector.evtx;

import java.time.Instant;

/**
 * Windows times as ISO 8601 in UTC: {@code 2019-04-27T19:27:55.2742813Z}. The fraction has seven
 * digits, a FILETIME's resolution, and is left out where it is zero.
 */
final class Times {
  private static final long TICKS_PER_SECOND = 10_000_000;
  private static final long SECONDS_1601_TO_1970 = 11_644_473_600L;
  private static final int SECONDS_PER_DAY = 86_400;
  private static final long FIRST_TICK_OF_YEAR_10000 = 2_650_467_744_000_000_000L;

  private Times() {}

  static Instant instant(long filetime) {
    long seconds = Long.divideUnsigned(filetime, TICKS_PER_SECOND);
    long ticks = Long.remainderUnsigned(filetime, TICKS_PER_SECOND);
    return Instant.ofEpochSecond(seconds - SECONDS_1601_TO_1970, ticks * 100);
  }

  static void appendFiletime(AsciiText out, long filetime) {
    if (Long.compareUnsigned(filetime, FIRST_TICK_OF_YEAR_10000) >= 0) {
      out.append(instant(filetime).toString());
      return;
    }
    long seconds = filetime / TICKS_PER_SECOND;
    appendDate(out, seconds / SECONDS_PER_DAY);
    int second = (int) (seconds % SECONDS_PER_DAY);
    appendTime(out, second / 3600, second / 60 % 60, second % 60, filetime % TICKS_PER_SECOND);
  }

  /** Field by field: Windows accepts any numbers in a SYSTEMTIME, so they are shown as they are. */
  static void appendSystemtime(AsciiText out, Chunk chunk, int offset) {
    out.appendDecimal(chunk.u16(offset), 4).append('-');
    out.appendDecimal(chunk.u16(offset + 2), 2).append('-');
    out.appendDecimal(chunk.u16(offset + 6), 2);
    appendTime(
        out,
        chunk.u16(offset + 8),
        chunk.u16(offset + 10),
        chunk.u16(offset + 12),
        chunk.u16(offset + 14) * 10_000L);
  }

  private static void appendTime(AsciiText out, int hour, int minute, int second, long ticks) {
    out.append('T').appendDecimal(hour, 2).append(':').appendDecimal(minute, 2);
    out.append(':').appendDecimal(second, 2);
    if (ticks != 0) {
      out.append('.').appendDecimal(ticks, 7);
    }
    out.append('Z');
  }

  /** The Gregorian date of a day since 1601-01-01, which starts a cycle of 400 years. */
  private static void appendDate(AsciiText out, long dayNumber) {
    // Years are counted from March, so that the leap day is the last of its year.
    long day = dayNumber + 306; // since 1600-03-01
    long cycle = day / 146_097;
    int dayOfCycle = (int) (day % 146_097);
    int yearOfCycle =
        (dayOfCycle - dayOfCycle / 1_460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365;
    int dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    long year = 1600 + cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0);
    out.appendDecimal(year, 4).append('-');
    out.appendDecimal(month, 2).append('-').appendDecimal(dayOfMonth, 2);
  }
}
