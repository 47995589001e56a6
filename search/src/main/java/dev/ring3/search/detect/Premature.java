package dev.ring3.search.detect;

import dev.ring3.collector.enrich.file.FileCompletion;
import dev.ring3.search.query.Name;
import dev.ring3.search.query.Query;

/**
 * Which queries must not look at an event before it is whole: those that could match it now and no
 * longer do so when it has its hashes, versions and signatures, as {@code not Signed} would.
 */
final class Premature {
  private Premature() {}

  /** Whether the query is one of them. */
  static boolean isPremature(Query query) {
    return excludesByFile(query, false);
  }

  private static boolean excludesByFile(Query query, boolean negated) {
    return switch (query) {
      case Query.All _all -> false;
      case Query.And and -> and.all().stream().anyMatch(part -> excludesByFile(part, negated));
      case Query.Or or -> or.any().stream().anyMatch(part -> excludesByFile(part, negated));
      case Query.Not not -> excludesByFile(not.query(), !negated);
      case Query.Match match -> negated && isOfFile(match.name());
      case Query.Exists exists -> negated && isOfFile(exists.name());
      case Query.Compare compare ->
          negated && (isOfFile(compare.name()) || isOfFile(compare.other()));
      case Query.Words _words -> negated;
      case Query.AnyValue _any -> negated;
    };
  }

  /** Whether an event may get a value of that name later. */
  static boolean isOfFile(Name name) {
    return FileCompletion.adds(name.toString());
  }
}
