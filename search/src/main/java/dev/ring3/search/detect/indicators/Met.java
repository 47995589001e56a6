package dev.ring3.search.detect.indicators;

import dev.ring3.collector.event.Field;
import dev.ring3.search.detect.indicators.value.Indicator;
import java.util.Objects;

/**
 * An indicator that an event has.
 *
 * @param list where the indicator is from
 * @param field where the event has it
 * @param value as the event has it
 */
public record Met(ListHeader list, Indicator indicator, Field field, String value) {
  public Met {
    Objects.requireNonNull(list);
    Objects.requireNonNull(indicator);
    Objects.requireNonNull(field);
    Objects.requireNonNull(value);
  }
}
