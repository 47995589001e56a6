package dev.ring3.search.detect;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.search.detect.indicators.ListHeader;
import dev.ring3.search.detect.indicators.Met;
import dev.ring3.search.sigma.rule.About;
import dev.ring3.search.sigma.yaml.Place;
import java.util.List;

/** Makes alerts of indicators that events have: a list is to them what a rule is to others. */
final class IndicatorAlerts {
  private IndicatorAlerts() {}

  /** The list as a rule. */
  static About about(ListHeader list) {
    return new About(
        list.file(),
        Place.START,
        list.uuid(),
        list.name(),
        "Indicator of " + list.name(),
        null,
        null,
        list.level(),
        List.of());
  }

  static Event of(Met met, Event event) {
    Event.Builder alert = Alerts.of(about(met.list()), event).toBuilder();
    String value = met.indicator().value();
    String description = met.indicator().description();
    return alert
        .set(Field.THREAT_INDICATOR_TYPE, met.indicator().type().ecs(value))
        .set(Field.THREAT_INDICATOR_NAME, value)
        .set(Field.THREAT_FEED_NAME, met.list().name())
        .set(Field.THREAT_MATCHED_FIELD, met.field().ecs())
        .set(Field.THREAT_MATCHED_VALUE, met.value())
        .set(
            Field.MESSAGE,
            about(met.list()).title()
                + ": "
                + value
                + " in "
                + met.field().ecs()
                + (description.isEmpty() ? "" : " (" + description + ")"))
        .build();
  }
}
