package dev.ring3.search.query.match;

import dev.ring3.search.query.Criterion;
import dev.ring3.search.query.Query;
import dev.ring3.search.query.TextPattern;
import dev.ring3.search.query.TextPattern.AnyRun;
import dev.ring3.search.query.TextPattern.Literal;
import java.util.List;

/** How much a test takes, in comparisons of two short texts, so that cheap ones come first. */
final class Effort {
  private static final int SEARCH = 8;
  private static final int PATTERN = 16;
  private static final int EXPRESSION = 500;
  private static final int WHOLE_EVENT = 2_000;

  private Effort() {}

  static int of(Query query) {
    return switch (query) {
      case Query.All _all -> 0;
      case Query.And and -> sum(and.all());
      case Query.Or or -> sum(or.any());
      case Query.Not not -> of(not.query());
      case Query.Match match -> of(match.criterion());
      case Query.Exists _exists -> 1;
      case Query.Words _words -> WHOLE_EVENT;
      case Query.AnyValue _any -> WHOLE_EVENT;
      case Query.Compare _compare -> SEARCH;
    };
  }

  private static int sum(List<Query> parts) {
    long all = 0;
    for (Query part : parts) {
      all += of(part);
    }
    return (int) Math.min(Integer.MAX_VALUE, all);
  }

  private static int of(Criterion criterion) {
    return switch (criterion) {
      case Criterion.Text text -> of(text.pattern());
      case Criterion.CasedText text -> of(text.pattern());
      case Criterion.Numbers _numbers -> 1;
      case Criterion.Times _times -> 1;
      case Criterion.TimePart _part -> PATTERN;
      case Criterion.TextRange _range -> 1;
      case Criterion.Addresses _addresses -> PATTERN;
      case Criterion.Search _search -> EXPRESSION;
      case Criterion.Regex _regex -> EXPRESSION;
      case Criterion.Phrase _phrase -> EXPRESSION;
    };
  }

  private static int of(TextPattern pattern) {
    if (pattern.exact().isPresent() || pattern.matchesAll()) {
      return 1;
    }
    List<TextPattern.Part> parts = pattern.parts();
    boolean isOneEnd =
        parts.size() == 2
            && parts.stream().anyMatch(Literal.class::isInstance)
            && parts.stream().anyMatch(AnyRun.class::isInstance);
    return isOneEnd ? 1 : parts.size() == 3 ? SEARCH : PATTERN;
  }
}
