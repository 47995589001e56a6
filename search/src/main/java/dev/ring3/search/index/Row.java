package dev.ring3.search.index;

import dev.ring3.collector.event.Event;
import java.util.Objects;

/**
 * An event that was found.
 *
 * @param position where it is in the order that was asked for
 */
public record Row(EventRef ref, Event event, Position position) {
  public Row {
    Objects.requireNonNull(ref);
    Objects.requireNonNull(event);
    Objects.requireNonNull(position);
  }
}
