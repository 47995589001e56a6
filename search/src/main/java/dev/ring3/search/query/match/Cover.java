package dev.ring3.search.query.match;

import dev.ring3.collector.event.Field;
import dev.ring3.collector.event.FieldType;
import dev.ring3.search.query.Criterion;
import dev.ring3.search.query.Fold;
import dev.ring3.search.query.Name;
import dev.ring3.search.query.Query;
import dev.ring3.search.query.TextPattern;
import dev.ring3.search.query.match.value.RequiredText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Texts of which an event must have one to match a query.
 *
 * @param needles at least one
 */
record Cover(List<Needle> needles) {
  /**
   * A text in lower case and the place where it must stand somewhere in a value.
   *
   * @param name null: in any value
   */
  record Needle(@Nullable Name name, String text) {
    int place(Slots slots) {
      if (name != null) {
        return slots.of(name);
      }
      return isInNumbers() ? Slots.ANYWHERE : Slots.ANY_TEXT;
    }

    /** Whether a number may hold it: most texts have a letter. */
    private boolean isInNumbers() {
      return text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
    }
  }

  /** More needles than this are no help. */
  private static final int MOST = 4_096;

  /** Shorter texts are in almost every value, unless they are beyond ASCII. */
  private static final int SHORTEST = 2;

  /** Alike in most events of a bucket. */
  private static final Set<Field> COMMON =
      EnumSet.of(
          Field.EVENT_ACTION,
          Field.EVENT_CATEGORY,
          Field.EVENT_TYPE,
          Field.EVENT_CODE,
          Field.EVENT_MODULE,
          Field.EVENT_PROVIDER,
          Field.EVENT_KIND,
          Field.WINLOG_CHANNEL,
          Field.HOST_OS_TYPE);

  /** The one whose commonest needle tells most; then long shortest needles, then few. */
  private static final Comparator<Cover> BEST =
      Comparator.comparingInt(Cover::rarity)
          .thenComparingInt(Cover::shortest)
          .thenComparingInt(c -> -c.needles().size());

  Cover {
    needles = List.copyOf(needles);
  }

  private int shortest() {
    return needles.stream().mapToInt(needle -> needle.text().length()).min().orElse(0);
  }

  private int rarity() {
    return needles.stream().mapToInt(needle -> CommonTexts.rest(needle.text())).min().orElse(0);
  }

  /** The best cover of a query; empty if it has none. */
  static Optional<Cover> of(Query query) {
    return switch (query) {
      case Query.And and -> and.all().stream().flatMap(part -> of(part).stream()).max(BEST);
      case Query.Or or -> any(or.any());
      case Query.Match match -> of(match);
      case Query.All _all -> Optional.empty();
      case Query.Not _not -> Optional.empty();
      case Query.Exists _exists -> Optional.empty();
      case Query.Words _words -> Optional.empty();
      case Query.AnyValue any -> needle(null, any.criterion());
      case Query.Compare _compare -> Optional.empty();
    };
  }

  private static Optional<Cover> any(List<Query> parts) {
    List<Needle> all = new ArrayList<>();
    for (Query part : parts) {
      Optional<Cover> cover = of(part);
      if (cover.isEmpty() || all.size() > MOST) {
        return Optional.empty();
      }
      all.addAll(cover.orElseThrow().needles());
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(new Cover(all));
  }

  private static Optional<Cover> of(Query.Match match) {
    if (match.name() instanceof Name.OfField field
        && (COMMON.contains(field.field()) || !isText(field.field().type()))) {
      return Optional.empty();
    }
    return needle(match.name(), match.criterion());
  }

  private static Optional<Cover> needle(@Nullable Name name, Criterion criterion) {
    return literal(criterion)
        .filter(text -> text.length() >= SHORTEST || !Fold.isAscii(text))
        .map(text -> new Cover(List.of(new Needle(name, text))));
  }

  private static boolean isText(FieldType type) {
    return switch (type) {
      case KEYWORD, TEXT, PROSE, IP -> true;
      case LONG, DATE, BOOLEAN -> false;
    };
  }

  private static Optional<String> literal(Criterion criterion) {
    return switch (criterion) {
      case Criterion.Text text -> longest(text.pattern());
      case Criterion.CasedText text -> longest(text.pattern()).map(Fold::lower);
      case Criterion.Search search -> RequiredText.of(search.expression()).map(Fold::lower);
      case Criterion.Regex _r -> Optional.empty();
      case Criterion.Numbers _n -> Optional.empty();
      case Criterion.Times _t -> Optional.empty();
      case Criterion.TimePart _t -> Optional.empty();
      case Criterion.Addresses _a -> Optional.empty();
      case Criterion.TextRange _r -> Optional.empty();
      case Criterion.Phrase _p -> Optional.empty();
    };
  }

  private static Optional<String> longest(TextPattern pattern) {
    return pattern.parts().stream()
        .filter(TextPattern.Literal.class::isInstance)
        .map(part -> ((TextPattern.Literal) part).text())
        .max(Comparator.comparingInt(String::length));
  }
}
