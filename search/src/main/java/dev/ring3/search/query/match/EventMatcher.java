package dev.ring3.search.query.match;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Shape;
import dev.ring3.search.query.Query;
import org.jspecify.annotations.Nullable;

/** One query, to be tested on events. For one thread. */
public final class EventMatcher {
  private final EventValues values;
  private final SourcePlaces sourcePlaces;
  private final Test test;
  private @Nullable Shape shape;
  private int[] places = {};

  public EventMatcher(Query query) {
    Slots slots = new Slots();
    this.test = new Tests(slots).compile(query);
    this.values = new EventValues(slots);
    this.sourcePlaces = new SourcePlaces(slots);
  }

  /** Whether the event is what the query looks for. */
  public boolean matches(Event event) {
    values.remove(places);
    if (!event.shape().equals(shape)) {
      shape = event.shape();
      places = sourcePlaces.of(shape);
    }
    values.fill(event, places);
    return test.holds(values);
  }
}
