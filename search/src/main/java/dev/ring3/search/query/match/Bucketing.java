package dev.ring3.search.query.match;

import dev.ring3.collector.event.Field;
import dev.ring3.search.query.Query;
import dev.ring3.search.query.Required;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * In which kinds of events a query can match at all.
 *
 * @param field of one value
 * @param values in lower case, of which an event must have one
 */
record Bucketing(Field field, Set<String> values) {
  /** Those that tell most come first. */
  static final List<Field> KEYS =
      List.of(
          Field.EVENT_CODE,
          Field.EVENT_ACTION,
          Field.WINLOG_CHANNEL,
          Field.EVENT_PROVIDER,
          Field.HOST_OS_TYPE);

  Bucketing {
    values = Set.copyOf(values);
  }

  /** The first key whose values the query restricts; empty if there is none. */
  static Optional<Bucketing> of(Query query) {
    for (Field key : KEYS) {
      Optional<Set<String>> values = Required.values(query, key);
      if (values.isPresent()) {
        return Optional.of(new Bucketing(key, values.orElseThrow()));
      }
    }
    return Optional.empty();
  }
}
