package dev.ring3.search.query.match.value;

import dev.ring3.search.query.Addresses;
import dev.ring3.search.query.Criterion;
import dev.ring3.search.query.Expressions;
import dev.ring3.search.query.Fold;
import dev.ring3.search.query.Regex;
import java.util.function.Predicate;

/** Tests of single texts as they are written. */
public final class ValueTest {
  private ValueTest() {}

  /** Whether the criterion is about a text, so that numbers and prose can meet it as well. */
  public static boolean isOnWholeText(Criterion criterion) {
    return switch (criterion) {
      case Criterion.Text _t -> true;
      case Criterion.CasedText _c -> true;
      case Criterion.Search _s -> true;
      case Criterion.Regex _r -> false;
      case Criterion.Numbers _n -> false;
      case Criterion.Times _t -> false;
      case Criterion.TimePart _t -> false;
      case Criterion.Addresses _a -> false;
      case Criterion.TextRange _r -> false;
      case Criterion.Phrase _p -> false;
    };
  }

  /** Whether upper and lower case may count, so that terms in lower case cannot answer. */
  public static boolean isAsWritten(Criterion criterion) {
    return criterion instanceof Criterion.CasedText || criterion instanceof Criterion.Search;
  }

  /** The test of a text that is in lower case already, where upper and lower case do not count. */
  public static Predicate<String> ofFolded(Criterion criterion) {
    return criterion instanceof Criterion.Text text
        ? TextTest.of(text.pattern())::test
        : of(criterion);
  }

  /** The test of a text as it is written; nothing meets a criterion on times or words. */
  public static Predicate<String> of(Criterion criterion) {
    return switch (criterion) {
      case Criterion.Text text -> {
        TextTest test = TextTest.of(text.pattern());
        yield value -> test.test(Fold.lower(value));
      }
      case Criterion.CasedText cased -> TextTest.of(cased.pattern())::test;
      case Criterion.Search search -> {
        com.google.re2j.Pattern pattern = Expressions.compile(search);
        int shortest = RequiredText.length(search.expression());
        yield value -> value.length() >= shortest && pattern.matcher(value).find();
      }
      case Criterion.Regex regex -> Regex.predicate(regex.expression());
      case Criterion.Numbers range -> value -> NumberText.within(value, range);
      case Criterion.Addresses block ->
          value -> Addresses.parse(value).filter(a -> Addresses.within(a, block)).isPresent();
      case Criterion.TextRange range -> value -> RangeText.within(Fold.lower(value), range);
      case Criterion.Times _times -> _value -> false;
      case Criterion.TimePart _part -> _value -> false;
      case Criterion.Phrase _phrase -> _value -> false;
    };
  }
}
