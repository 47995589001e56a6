package dev.ring3.search.query.match;

import dev.ring3.search.query.Criterion;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalField;

/** Tests of points in time. */
final class DateTest {
  private DateTest() {}

  static Test of(int place, Criterion criterion) {
    if (criterion instanceof Criterion.Times range) {
      return event ->
          event.raw(place) instanceof Instant time
              && !time.isBefore(range.from())
              && time.isBefore(range.until());
    }
    if (criterion instanceof Criterion.TimePart part) {
      TemporalField field = field(part.unit());
      return event ->
          event.raw(place) instanceof Instant time && utc(time).get(field) == part.value();
    }
    return _event -> false;
  }

  private static ZonedDateTime utc(Instant time) {
    return time.atZone(ZoneOffset.UTC);
  }

  private static TemporalField field(Criterion.TimePart.Unit unit) {
    return switch (unit) {
      case MINUTE -> ChronoField.MINUTE_OF_HOUR;
      case HOUR -> ChronoField.HOUR_OF_DAY;
      case DAY -> ChronoField.DAY_OF_MONTH;
      case WEEK -> IsoFields.WEEK_OF_WEEK_BASED_YEAR;
      case MONTH -> ChronoField.MONTH_OF_YEAR;
      case YEAR -> ChronoField.YEAR;
    };
  }
}
