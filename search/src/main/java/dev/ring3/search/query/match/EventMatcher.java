package dev.ring3.search.query.match;

import dev.ring3.collector.event.Event;
import dev.ring3.search.query.Query;

/** One query, to be tested on events. For one thread. */
public final class EventMatcher {
  private final EventValues values;
  private final Test test;

  public EventMatcher(Query query) {
    Slots slots = new Slots();
    this.test = new Tests(slots).compile(query);
    this.values = new EventValues(slots);
  }

  /** Whether the event is what the query looks for. */
  public boolean matches(Event event) {
    values.set(event);
    return test.holds(values);
  }
}
