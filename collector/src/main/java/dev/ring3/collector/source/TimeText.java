package dev.ring3.collector.source;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/** Points in time as logs write them. */
public final class TimeText {
  private static final DateTimeFormatter DATE_TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']")
          .appendPattern("HH:mm[:ss]")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendPattern("[' '][XXXXX][XXXX]['Z']")
          .toFormatter(Locale.ROOT);

  /** The signs of a time; {@code 0} stands for any digit, as do all places behind. */
  private static final String PLAIN = "0000-00-00T00:00:00.";

  private TimeText() {}

  /**
   * ISO 8601 with {@code T} or a blank in the middle, such as {@code 2020-10-18 10:56:18.799}, with
   * or without a zone; without one it is taken as UTC. Nothing if it is no such time.
   */
  public static Optional<Instant> instant(String text) {
    if (text.length() < 16 || text.length() > 40) {
      return Optional.empty();
    }
    if (isPlain(text)) {
      return Optional.of(plain(text));
    }
    try {
      if (text.endsWith("Z") && text.charAt(10) == 'T') {
        return Optional.of(Instant.parse(text));
      }
      TemporalAccessor parsed =
          DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
      return Optional.of(
          parsed instanceof OffsetDateTime offset
              ? offset.toInstant()
              : ((LocalDateTime) parsed).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether a text is what nearly all logs write, {@code 2020-10-18T10:56:18.799Z} with up to nine
   * digits or none behind the second, and a day that every month has. The parser takes a hundred
   * times as long, which would be a tenth of an import.
   */
  private static boolean isPlain(String text) {
    int length = text.length();
    if (length < 20 || length > 30 || length == 21 || text.charAt(length - 1) != 'Z') {
      return false;
    }
    for (int i = 0; i < length - 1; i++) {
      char c = text.charAt(i);
      char sign = i < PLAIN.length() ? PLAIN.charAt(i) : '0';
      if (sign == '0' ? c < '0' || c > '9' : c != sign) {
        return false;
      }
    }
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    return month >= 1
        && month <= 12
        && day >= 1
        && day <= 28
        && number(text, 11, 13) < 24
        && number(text, 14, 16) < 60
        && number(text, 17, 19) < 60;
  }

  private static Instant plain(String text) {
    long day =
        LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)).toEpochDay();
    int second = 3_600 * number(text, 11, 13) + 60 * number(text, 14, 16) + number(text, 17, 19);
    int nanos = 0;
    for (int i = 20; i < 29; i++) {
      nanos = 10 * nanos + (i < text.length() - 1 ? text.charAt(i) - '0' : 0);
    }
    return Instant.ofEpochSecond(86_400 * day + second, nanos);
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = 10 * number + (text.charAt(i) - '0');
    }
    return number;
  }
}
