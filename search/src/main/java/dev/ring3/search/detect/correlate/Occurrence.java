package dev.ring3.search.detect.correlate;

import java.time.Instant;
import java.util.Optional;

/** What a correlation looks at: a rule's hit, or what another correlation found. */
sealed interface Occurrence permits Hit, Match {
  /** When it was complete, by the time of its events. */
  Instant time();

  /** When its first event was. */
  Instant start();

  /** How many events it stands for. */
  long events();

  /** The last of its rule's hits. */
  Hit last();

  /** The value of a field. */
  Optional<String> value(String field);
}
