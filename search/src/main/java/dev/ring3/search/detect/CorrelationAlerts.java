package dev.ring3.search.detect;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.search.detect.correlate.Match;
import dev.ring3.search.detect.correlate.Match.GroupValue;
import dev.ring3.search.detect.correlate.Who;
import dev.ring3.search.detect.rules.ActiveCorrelation;
import dev.ring3.search.query.Name;
import dev.ring3.search.query.QueryText;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Makes alerts of what correlations found: what its events share, and how to find them. */
final class CorrelationAlerts {
  /** Processes that an alert names. */
  private static final int MOST_ENTITIES = 100;

  private CorrelationAlerts() {}

  /** The alert, at the time of the last event. */
  static Event of(Match match) {
    Event.Builder alert = Event.of(EventType.ALERT, match.end());
    Alerts.describe(alert, match.about());
    Alerts.span(alert, match.start(), match.end());
    take(alert, Field.HOST_NAME, shared(match, Who::host));
    take(alert, Field.HOST_OS_TYPE, shared(match, Who::system));
    take(alert, Field.USER_NAME, shared(match, Who::user));
    take(alert, Field.PROCESS_ENTITY_ID, shared(match, Who::entity));
    take(alert, Field.PROCESS_NAME, shared(match, Who::program));
    match.group().forEach(each -> take(alert, each));
    return alert
        .set(Field.MESSAGE, message(match))
        .set(Field.ALERT_EVENTS, match.events())
        .setAll(Field.ALERT_RULES, match.rules())
        .setAll(Field.ALERT_GROUP, match.group().stream().map(CorrelationAlerts::text).toList())
        .setAll(Field.ALERT_ENTITIES, entities(match))
        .set(Field.ALERT_QUERY, query(match))
        .source("ring3.alert.correlation", match.type())
        .source("ring3.alert.value", ActiveCorrelation.number(match.value()))
        .build();
  }

  /** What all the events say, if they say the same. */
  private static Optional<String> shared(Match match, Function<Who, String> part) {
    List<Optional<String>> all =
        match.everyone().stream()
            .map(who -> Optional.ofNullable(part.apply(who)))
            .distinct()
            .toList();
    return all.size() == 1 ? all.getFirst() : Optional.empty();
  }

  private static void take(Event.Builder alert, Field field, Optional<String> value) {
    value.ifPresent(text -> alert.set(field, text));
  }

  private static void take(Event.Builder alert, GroupValue value) {
    if (value.place().orElse(null) instanceof Name.OfField of
        && of.field().type().valueClass() == String.class) {
      alert.set(of.field(), value.value());
    }
  }

  private static List<String> entities(Match match) {
    return match.everyone().stream()
        .map(Who::entity)
        .filter(Objects::nonNull)
        .distinct()
        .limit(MOST_ENTITIES)
        .toList();
  }

  private static String text(GroupValue value) {
    return value.name() + "=" + value.value();
  }

  private static String message(Match match) {
    String group = String.join(", ", match.group().stream().map(CorrelationAlerts::text).toList());
    return String.format(
        Locale.ROOT,
        "%s: %d events%s, %s is %s",
        match.about().title(),
        match.events(),
        group.isEmpty() ? "" : " with " + group,
        match.type(),
        ActiveCorrelation.number(match.value()));
  }

  /** A hunt for what happened in the time, among what has the values of the group. */
  private static String query(Match match) {
    StringBuilder query =
        new StringBuilder("@timestamp:[" + match.start() + " TO " + match.end() + "]");
    for (GroupValue each : match.group()) {
      each.place()
          .ifPresent(
              place ->
                  query.append(" AND ").append(QueryText.match(place.toString(), each.value())));
    }
    return query.append(" AND NOT event.kind:alert").toString();
  }
}
