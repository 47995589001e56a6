package dev.ring3.collector.source;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A JSON document that speaks ECS, or nothing that Ring3 knows by another name.
 *
 * @param origin where it was read
 * @param values the document flattened: names joined by dots, each with its values as text, in the
 *     document's order
 */
public record EcsRecord(Origin origin, Map<String, List<String>> values) implements SourceRecord {
  public EcsRecord {
    Objects.requireNonNull(origin);
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
