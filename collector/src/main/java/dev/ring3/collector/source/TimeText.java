package dev.ring3.collector.source;

import java.time.DateTimeException;
import java.time.Instant;
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

  private TimeText() {}

  /**
   * ISO 8601 with {@code T} or a blank in the middle, such as {@code 2020-10-18 10:56:18.799}, with
   * or without a zone; without one it is taken as UTC. Nothing if it is no such time.
   */
  public static Optional<Instant> instant(String text) {
    if (text.length() < 16 || text.length() > 40) {
      return Optional.empty();
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
}
