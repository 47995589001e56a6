package dev.ring3.search.detect.correlate;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.search.query.Name;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rule's hit, with what correlations need of its event.
 *
 * @param values of the source's names, in their order; null where the event has none. Not copied.
 */
@SuppressWarnings("ArrayRecordComponent")
record Hit(Instant time, Source source, @Nullable String[] values, Who who) implements Occurrence {
  Hit {
    Objects.requireNonNull(time);
    Objects.requireNonNull(source);
    Objects.requireNonNull(who);
  }

  static Hit of(Source source, Event event) {
    @Nullable String[] values = new String[source.names().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          source.places(i).stream().flatMap(p -> p.value(event).stream()).findFirst().orElse(null);
    }
    return new Hit(event.time(), source, values, Who.of(event));
  }

  /** The first value of an event under a name. */
  static Optional<String> value(Name name, Event event) {
    return switch (name) {
      case Name.OfField field when field.field() == Field.TIMESTAMP -> Optional.empty();
      case Name.OfField field -> event.text(field.field());
      case Name.OfSource source ->
          event.source().entrySet().stream()
              .filter(entry -> entry.getKey().equalsIgnoreCase(source.name()))
              .map(java.util.Map.Entry::getValue)
              .filter(value -> !value.isEmpty())
              .findFirst();
    };
  }

  @Override
  public Instant start() {
    return time;
  }

  @Override
  public long events() {
    return 1;
  }

  @Override
  public Hit last() {
    return this;
  }

  @Override
  public Optional<String> value(String field) {
    int at = source.names().indexOf(field);
    return at < 0 ? Optional.empty() : Optional.ofNullable(values[at]);
  }
}
