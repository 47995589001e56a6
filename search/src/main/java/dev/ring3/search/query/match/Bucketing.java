package dev.ring3.search.query.match;

import dev.ring3.collector.event.Field;
import dev.ring3.search.query.Criterion;
import dev.ring3.search.query.Name;
import dev.ring3.search.query.Query;
import java.util.HashSet;
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
      List.of(Field.EVENT_CODE, Field.EVENT_ACTION, Field.WINLOG_CHANNEL, Field.EVENT_PROVIDER);

  Bucketing {
    values = Set.copyOf(values);
  }

  /** The first key whose values the query restricts; empty if there is none. */
  static Optional<Bucketing> of(Query query) {
    for (Field key : KEYS) {
      Optional<Set<String>> values = required(query, key);
      if (values.isPresent()) {
        return Optional.of(new Bucketing(key, values.orElseThrow()));
      }
    }
    return Optional.empty();
  }

  /** The values of which every match has one; empty if any value may do. */
  static Optional<Set<String>> required(Query query, Field field) {
    return switch (query) {
      case Query.And and -> {
        Optional<Set<String>> least = Optional.empty();
        for (Query part : and.all()) {
          Optional<Set<String>> of = required(part, field);
          if (of.isPresent()
              && (least.isEmpty() || of.orElseThrow().size() < least.orElseThrow().size())) {
            least = of;
          }
        }
        yield least;
      }
      case Query.Or or -> {
        Set<String> all = new HashSet<>();
        for (Query part : or.any()) {
          Optional<Set<String>> of = required(part, field);
          if (of.isEmpty()) {
            yield Optional.empty();
          }
          all.addAll(of.orElseThrow());
        }
        yield Optional.of(all);
      }
      case Query.Match match -> required(match, field);
      case Query.All _all -> Optional.empty();
      case Query.Not _not -> Optional.empty();
      case Query.Exists _exists -> Optional.empty();
      case Query.Words _words -> Optional.empty();
      case Query.AnyValue _any -> Optional.empty();
      case Query.Compare _compare -> Optional.empty();
    };
  }

  private static Optional<Set<String>> required(Query.Match match, Field field) {
    return match.name().equals(new Name.OfField(field))
            && match.criterion() instanceof Criterion.Text text
        ? text.pattern().exact().map(Set::of)
        : Optional.empty();
  }
}
