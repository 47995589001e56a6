package dev.ring3.search.index.live;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import java.time.Instant;
import java.util.Objects;

/**
 * What could not be written.
 *
 * @param from when that began
 * @param events that are lost
 * @param incomplete events that are there, but not what became known of them later
 * @param reason of the first
 */
record Unwritten(Instant from, long events, long incomplete, String reason) {
  Unwritten {
    Objects.requireNonNull(from);
    Objects.requireNonNull(reason);
  }

  /** Begins to count. */
  static Unwritten since(Instant from, String reason) {
    return new Unwritten(from, 0, 0, reason);
  }

  Unwritten and(long moreEvents, long moreIncomplete) {
    return new Unwritten(from, events + moreEvents, incomplete + moreIncomplete, reason);
  }

  /** Tells of it. */
  Event event(Instant now) {
    String also = incomplete == 0 ? "" : ", and " + incomplete + " could not be completed";
    return Event.of(EventType.AGENT_LOSS, now)
        .set(Field.EVENT_MODULE, "ring3")
        .set(Field.EVENT_PROVIDER, "ring3.index")
        .set(Field.EVENT_REASON, reason)
        .set(
            Field.MESSAGE,
            events + " events since " + from + " could not be written and are lost" + also)
        .source("ring3.loss.events", Long.toString(events))
        .source("ring3.loss.incomplete", Long.toString(incomplete))
        .source("ring3.loss.from", from.toString())
        .source("ring3.loss.until", now.toString())
        .build();
  }
}
