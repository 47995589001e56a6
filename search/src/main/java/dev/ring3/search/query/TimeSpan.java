package dev.ring3.search.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time that a text such as {@code 2024-05-01} or {@code now-7d/d} means, as exactly as it is
 * written: a day is the whole day. Without a zone it is UTC.
 *
 * <p>Written are: {@code now}, then any number of {@code +N} or {@code -N} with one of the units
 * {@code y M w d h m s ms}, then {@code /} and a unit to round down to; or ISO 8601 from the year
 * down to nanoseconds, the zone as {@code Z} or {@code +02:00}; after an ISO time the same
 * arithmetic may follow {@code ||}.
 *
 * @param from the first instant of it
 * @param until the first instant after it
 */
public record TimeSpan(Instant from, Instant until) {
  private static final Pattern STEP = Pattern.compile("([+-])([0-9]{1,9})(ms|[yMwdhHms])");
  private static final Pattern ROUNDING = Pattern.compile("/([yMwdhHms])");
  private static final Pattern DAY_TIME =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?)"
              + "(Z|z|[+-][0-9]{2}:?[0-9]{2})?");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "y", ChronoUnit.YEARS,
          "M", ChronoUnit.MONTHS,
          "w", ChronoUnit.WEEKS,
          "d", ChronoUnit.DAYS,
          "h", ChronoUnit.HOURS,
          "H", ChronoUnit.HOURS,
          "m", ChronoUnit.MINUTES,
          "s", ChronoUnit.SECONDS,
          "ms", ChronoUnit.MILLIS);

  public TimeSpan {
    Objects.requireNonNull(from);
    Objects.requireNonNull(until);
  }

  /** What is meant, {@code now} being given; nothing if the text is none of the written forms. */
  public static Optional<TimeSpan> parse(String text, Instant now) {
    try {
      if (text.startsWith("now")) {
        return arithmetic(new TimeSpan(now, now.plusNanos(1)), text.substring(3));
      }
      int bars = text.indexOf("||");
      return bars < 0
          ? Optional.of(iso(text))
          : arithmetic(iso(text.substring(0, bars)), text.substring(bars + 2));
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static Optional<TimeSpan> arithmetic(TimeSpan start, String steps) {
    TimeSpan span = start;
    int at = 0;
    Matcher step = STEP.matcher(steps);
    while (step.find(at) && step.start() == at) {
      long amount = Long.parseLong(step.group(1) + step.group(2));
      ChronoUnit unit = Objects.requireNonNull(UNITS.get(step.group(3)));
      span = new TimeSpan(plus(span.from, amount, unit), plus(span.until, amount, unit));
      at = step.end();
    }
    Matcher rounding = ROUNDING.matcher(steps);
    if (rounding.find(at) && rounding.start() == at) {
      ChronoUnit unit = Objects.requireNonNull(UNITS.get(rounding.group(1)));
      Instant floor = floor(span.from, unit);
      span = new TimeSpan(floor, plus(floor, 1, unit));
      at = rounding.end();
    }
    return at == steps.length() ? Optional.of(span) : Optional.empty();
  }

  private static TimeSpan iso(String text) {
    Matcher dayTime = DAY_TIME.matcher(text);
    if (dayTime.matches()) {
      return dayTime(dayTime);
    }
    return switch (text.length()) {
      case 4 -> of(Year.parse(text).atDay(1), ChronoUnit.YEARS);
      case 7 -> of(YearMonth.parse(text).atDay(1), ChronoUnit.MONTHS);
      case 10 -> of(LocalDate.parse(text), ChronoUnit.DAYS);
      default -> throw new DateTimeException("no ISO time: " + text);
    };
  }

  private static TimeSpan dayTime(Matcher written) {
    String clock = written.group(2);
    LocalDateTime local =
        LocalDateTime.of(LocalDate.parse(written.group(1)), LocalTime.parse(clock));
    ZoneOffset zone =
        written.group(3) == null
            ? ZoneOffset.UTC
            : ZoneOffset.of(written.group(3).replace('z', 'Z'));
    Instant from = OffsetDateTime.of(local, zone).toInstant();
    int dot = clock.indexOf('.');
    if (dot < 0) {
      return new TimeSpan(from, from.plusSeconds(clock.length() == 5 ? 60 : 1));
    }
    long nanos = 1_000_000_000L;
    for (int digits = clock.length() - dot - 1; digits > 0; digits--) {
      nanos /= 10;
    }
    return new TimeSpan(from, from.plusNanos(nanos));
  }

  private static TimeSpan of(LocalDate day, ChronoUnit unit) {
    Instant from = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    return new TimeSpan(from, plus(from, 1, unit));
  }

  private static Instant plus(Instant start, long amount, ChronoUnit unit) {
    return ZonedDateTime.ofInstant(start, ZoneOffset.UTC).plus(amount, unit).toInstant();
  }

  private static Instant floor(Instant instant, ChronoUnit unit) {
    ZonedDateTime day =
        ZonedDateTime.ofInstant(instant, ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS);
    return switch (unit) {
      case YEARS -> day.with(TemporalAdjusters.firstDayOfYear()).toInstant();
      case MONTHS -> day.with(TemporalAdjusters.firstDayOfMonth()).toInstant();
      case WEEKS -> day.minusDays(day.getDayOfWeek().getValue() - 1L).toInstant();
      default -> instant.truncatedTo(unit);
    };
  }
}
