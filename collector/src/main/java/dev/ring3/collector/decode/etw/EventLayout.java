package dev.ring3.collector.decode.etw;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a kind of event.
 *
 * @param provider name of its provider
 * @param event its own name, null if it has none
 * @param fields in the order of the data
 */
public record EventLayout(String provider, @Nullable String event, List<FieldLayout> fields) {
  public EventLayout {
    Objects.requireNonNull(provider);
    fields = List.copyOf(fields);
  }
}
