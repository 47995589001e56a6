package dev.ring3.search.sigma.taxonomy;

import dev.ring3.collector.event.Field;
import dev.ring3.search.query.Criterion;
import dev.ring3.search.query.Name;
import dev.ring3.search.query.Query;
import dev.ring3.search.query.Required;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes out of a query what can never hold because the whole asks for other event ids: the places
 * of values depend on the event's id, and most rules name theirs.
 */
final class Pruning {
  private static final Query NONE = new Query.Or(List.of());

  private Pruning() {}

  static Query prune(Query query) {
    Optional<Set<String>> codes = Required.values(query, Field.EVENT_CODE);
    return codes.isPresent() ? prune(query, codes.orElseThrow()) : query;
  }

  private static Query prune(Query query, Set<String> codes) {
    return switch (query) {
      case Query.And and -> {
        List<Query> parts = new ArrayList<>();
        for (Query part : and.all()) {
          parts.add(prune(part, codes));
        }
        yield parts.contains(NONE) ? NONE : Query.and(parts);
      }
      case Query.Or or -> {
        List<Query> parts = new ArrayList<>();
        for (Query part : or.any()) {
          parts.add(prune(part, codes));
        }
        parts.removeIf(NONE::equals);
        yield Query.or(parts);
      }
      case Query.Not not -> new Query.Not(prune(not.query(), codes));
      case Query.Match match -> isOther(match, codes) ? NONE : match;
      case Query.All all -> all;
      case Query.Exists exists -> exists;
      case Query.Words words -> words;
      case Query.AnyValue any -> any;
      case Query.Compare compare -> compare;
    };
  }

  private static boolean isOther(Query.Match match, Set<String> codes) {
    return match.name().equals(new Name.OfField(Field.EVENT_CODE))
        && match.criterion() instanceof Criterion.Text text
        && text.pattern().exact().isPresent()
        && !codes.contains(text.pattern().exact().orElseThrow());
  }
}
