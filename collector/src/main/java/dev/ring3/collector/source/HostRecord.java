package dev.ring3.collector.source;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a sensor of this host saw, in its own few words.
 *
 * @param origin the sensor's name and the number of its message
 * @param time when it happened
 * @param action what happened, by the name of Ring3's event type, such as {@code file_create}
 * @param values what is known of it, by ECS name, or by {@code linux.*} or {@code windows.*} where
 *     ECS has none
 */
public record HostRecord(Origin origin, Instant time, String action, Map<String, String> values)
    implements SourceRecord {
  public HostRecord {
    Objects.requireNonNull(origin);
    Objects.requireNonNull(time);
    Objects.requireNonNull(action);
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
