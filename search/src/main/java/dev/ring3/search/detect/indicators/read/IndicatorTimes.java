package dev.ring3.search.detect.indicators.read;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Times as lists write them; without a zone they are in UTC. */
public final class IndicatorTimes {
  private static final int DATE = 10;

  private IndicatorTimes() {}

  /** The time that {@code 2026-11-24}, {@code 2026-11-24 12:00:00} or RFC 3339 mean. */
  public static Optional<Instant> parse(String text) {
    try {
      if (text.length() == DATE) {
        return Optional.of(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
      }
      String joined = text.replace(' ', 'T');
      boolean hasZone = joined.matches(".*(?:Z|[+-]\\d{2}:?\\d{2})");
      return Optional.of(
          hasZone
              ? OffsetDateTime.parse(joined).toInstant()
              : LocalDateTime.parse(joined).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
