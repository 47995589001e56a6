package dev.ring3.search.index.find;

import dev.ring3.search.query.Addresses;
import dev.ring3.search.query.Criterion;
import dev.ring3.search.query.Numbers;
import dev.ring3.search.query.Regex;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.ByteRunAutomaton;
import org.jspecify.annotations.Nullable;

/** Whether a value, in lower case as UTF-8, meets a criterion. Safe for any thread. */
@FunctionalInterface
interface TermMatcher {
  boolean matches(BytesRef folded);

  /** What every match starts with; may be empty. */
  default BytesRef prefix() {
    return new BytesRef();
  }

  /** Matches what one of them does; nothing if there is none. */
  static Optional<TermMatcher> any(List<Criterion> criteria) {
    TermMatcher[] all = criteria.stream().flatMap(c -> of(c).stream()).toArray(TermMatcher[]::new);
    return switch (all.length) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(all[0]);
      default ->
          Optional.of(
              value -> {
                for (TermMatcher one : all) {
                  if (one.matches(value)) {
                    return true;
                  }
                }
                return false;
              });
    };
  }

  /** The matcher of a criterion on text; nothing if no text can meet it. */
  static Optional<TermMatcher> of(Criterion criterion) {
    return switch (criterion) {
      case Criterion.Text text -> Optional.of(new Glob(text.pattern()));
      case Criterion.Regex regex -> {
        ByteRunAutomaton automaton = Regex.compile(regex.expression());
        yield Optional.of(v -> automaton.run(v.bytes, v.offset, v.length));
      }
      case Criterion.Numbers numbers -> Optional.of(v -> within(v, numbers));
      case Criterion.Addresses addresses -> Optional.of(v -> within(v, addresses));
      case Criterion.TextRange range ->
          Optional.of(range(bytes(range.from()), bytes(range.to()), range));
      case Criterion.CasedText _cased -> Optional.empty();
      case Criterion.Search _search -> Optional.empty();
      case Criterion.TimePart _part -> Optional.empty();
      case Criterion.Times _times -> Optional.empty();
      case Criterion.Phrase _phrase -> Optional.empty();
    };
  }

  private static boolean within(BytesRef value, Criterion.Numbers range) {
    if (value.length == 0 || value.length > 20 || value.bytes[value.offset] > '9') {
      return false;
    }
    Optional<Long> number = Numbers.parse(value.utf8ToString());
    return number.isPresent()
        && range.from() <= number.orElseThrow()
        && number.orElseThrow() <= range.to();
  }

  private static boolean within(BytesRef value, Criterion.Addresses block) {
    int longestAddress = 45;
    return value.length <= longestAddress
        && Addresses.parse(value.utf8ToString())
            .filter(address -> Addresses.within(address, block))
            .isPresent();
  }

  private static TermMatcher range(
      @Nullable BytesRef from, @Nullable BytesRef to, Criterion.TextRange range) {
    return value -> {
      int low = from == null ? 1 : value.compareTo(from);
      int high = to == null ? -1 : value.compareTo(to);
      return (low > 0 || (low == 0 && range.fromIncluded()))
          && (high < 0 || (high == 0 && range.toIncluded()));
    };
  }

  private static @Nullable BytesRef bytes(@Nullable String text) {
    return text == null ? null : new BytesRef(text);
  }
}
