package dev.ring3.search.query;

import dev.ring3.collector.event.Field;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What an event has to have in a field of one value so that a query can match at all. */
public final class Required {
  private Required() {}

  /** The values of which every match has one; empty if any value may do. */
  public static Optional<Set<String>> values(Query query, Field field) {
    return switch (query) {
      case Query.And and -> {
        Optional<Set<String>> least = Optional.empty();
        for (Query part : and.all()) {
          Optional<Set<String>> of = values(part, field);
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
          Optional<Set<String>> of = values(part, field);
          if (of.isEmpty()) {
            yield Optional.empty();
          }
          all.addAll(of.orElseThrow());
        }
        yield Optional.of(all);
      }
      case Query.Match match -> ofMatch(match, field);
      case Query.All _all -> Optional.empty();
      case Query.Not _not -> Optional.empty();
      case Query.Exists _exists -> Optional.empty();
      case Query.Words _words -> Optional.empty();
      case Query.AnyValue _any -> Optional.empty();
      case Query.Compare _compare -> Optional.empty();
    };
  }

  private static Optional<Set<String>> ofMatch(Query.Match match, Field field) {
    return match.name().equals(new Name.OfField(field))
            && match.criterion() instanceof Criterion.Text text
        ? text.pattern().exact().map(Set::of)
        : Optional.empty();
  }
}
