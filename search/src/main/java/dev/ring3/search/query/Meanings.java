package dev.ring3.search.query;

import dev.ring3.collector.event.FieldType;
import dev.ring3.search.query.Written.Between;
import dev.ring3.search.query.Written.End;
import dev.ring3.search.query.Written.Expression;
import dev.ring3.search.query.Written.Value;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gives written values the meaning that the type of their field has for them. */
final class Meanings {
  private static final InetAddress LOWEST = Addresses.parse("::").orElseThrow();
  private static final InetAddress HIGHEST =
      Addresses.parse("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff").orElseThrow();

  private final Instant now;

  Meanings(Instant now) {
    this.now = now;
  }

  /** The conditions of which one has to hold. */
  List<Query> of(String written, Name name, Written value) {
    return switch (name) {
      case Name.OfSource source -> onSource(source, value);
      case Name.OfField field ->
          List.of(new Query.Match(field, onField(written, field.field().type(), value)));
    };
  }

  private static List<Query> onSource(Name.OfSource name, Written value) {
    List<Query> any = new ArrayList<>();
    any.add(new Query.Match(name, onText(value)));
    if (value instanceof Value text) {
      Addresses.block(text.text()).ifPresent(block -> any.add(new Query.Match(name, block)));
    }
    return any;
  }

  private Criterion onField(String name, FieldType type, Written value) {
    return switch (type) {
      case KEYWORD, TEXT -> onText(value);
      case PROSE ->
          switch (value) {
            case Value text -> phrase(text);
            case Expression e -> throw wordsOnly(name, e);
            case Between b -> throw wordsOnly(name, b);
          };
      case LONG -> onNumber(name, value);
      case IP -> onAddress(name, value);
      case DATE -> onTime(name, value);
      case BOOLEAN -> onTruth(name, value);
    };
  }

  Criterion.Phrase phrase(Value value) {
    List<TextPattern> words = WordBreaker.words(TextPattern.of(value.text()));
    if (words.isEmpty()) {
      throw new QueryException(
          value.column(),
          "no letter or digit in '" + value.text() + "'",
          "free text is looked up by its words; for other characters name a field, such as"
              + " CommandLine:\"*|*\"");
    }
    return new Criterion.Phrase(words);
  }

  private static QueryException wordsOnly(String name, Written value) {
    return new QueryException(
        value.column(), name + " is searched by words only", "write words or a phrase in quotes");
  }

  private static Criterion onText(Written written) {
    return switch (written) {
      case Value value -> {
        if (value.text().isEmpty()) {
          throw new QueryException(
              value.column(), "empty value", "write NOT _exists_:FIELD for events without one");
        }
        yield new Criterion.Text(TextPattern.of(value.text()));
      }
      case Expression expression -> regex(expression);
      case Between between -> textRange(between);
    };
  }

  private static Criterion regex(Expression expression) {
    Optional<String> fault = Regex.check(expression.text());
    if (fault.isPresent()) {
      throw new QueryException(
          expression.column(), fault.orElseThrow(), "use . * + ? | ( ) [ ] { } on the whole value");
    }
    return new Criterion.Regex(expression.text());
  }

  /** By number where both ends are numbers, else by text. */
  private static Criterion textRange(Between range) {
    Optional<Criterion> numbers =
        isNumberOrOpen(range.from()) && isNumberOrOpen(range.to())
            ? Optional.of(numbers("", range))
            : Optional.empty();
    return numbers.orElseGet(
        () ->
            new Criterion.TextRange(
                plain(range.from()),
                range.from() != null && range.from().included(),
                plain(range.to()),
                range.to() != null && range.to().included()));
  }

  private static boolean isNumberOrOpen(@Nullable End end) {
    return end == null || Numbers.parse(end.text()).isPresent();
  }

  private static @Nullable String plain(@Nullable End end) {
    if (end == null) {
      return null;
    }
    return TextPattern.of(end.text())
        .exact()
        .orElseThrow(
            () ->
                new QueryException(
                    end.column(), "wildcard in a range", "write whole values, or \\* for a star"));
  }

  private static Criterion onNumber(String name, Written written) {
    return switch (written) {
      case Value value -> {
        long number = number(name, value.column(), value.text());
        yield new Criterion.Numbers(number, number);
      }
      case Expression e -> throw notA(name, "a number", e.column(), e.text(), "443 or [1 TO 1023]");
      case Between between -> numbers(name, between);
    };
  }

  private static Criterion numbers(String name, Between range) {
    long from = Long.MIN_VALUE;
    long to = Long.MAX_VALUE;
    if (range.from() != null) {
      long end = number(name, range.from().column(), range.from().text());
      if (!range.from().included() && end == Long.MAX_VALUE) {
        throw empty(range);
      }
      from = range.from().included() ? end : end + 1;
    }
    if (range.to() != null) {
      long end = number(name, range.to().column(), range.to().text());
      if (!range.to().included() && end == Long.MIN_VALUE) {
        throw empty(range);
      }
      to = range.to().included() ? end : end - 1;
    }
    if (from > to) {
      throw empty(range);
    }
    return new Criterion.Numbers(from, to);
  }

  private static long number(String name, int column, String text) {
    return Numbers.parse(text)
        .orElseThrow(() -> notA(name, "a number", column, text, "443, 0x1f4 or [1 TO 1023]"));
  }

  private Criterion onTime(String name, Written written) {
    Criterion.Times times =
        switch (written) {
          case Value value -> {
            TimeSpan span = time(name, value.column(), value.text());
            yield new Criterion.Times(span.from(), span.until());
          }
          case Expression e -> throw time(name, e.column(), "/" + e.text() + "/", "a time");
          case Between between ->
              new Criterion.Times(
                  edge(name, between.from(), Instant.MIN, TimeSpan::until, TimeSpan::from),
                  edge(name, between.to(), Instant.MAX, TimeSpan::from, TimeSpan::until));
        };
    if (!times.from().isBefore(times.until())) {
      throw empty(written);
    }
    return times;
  }

  private Instant edge(
      String name,
      @Nullable End end,
      Instant open,
      Function<TimeSpan, Instant> excluded,
      Function<TimeSpan, Instant> included) {
    if (end == null) {
      return open;
    }
    TimeSpan span = time(name, end.column(), end.text());
    return end.included() ? included.apply(span) : excluded.apply(span);
  }

  private TimeSpan time(String name, int column, String text) {
    return TimeSpan.parse(text, now).orElseThrow(() -> time(name, column, text, "a time"));
  }

  private static QueryException time(String name, int column, String text, String what) {
    return notA(name, what, column, text, "2024-05-01, 2024-05-01T13:00Z, now-24h or now/d");
  }

  private static Criterion onAddress(String name, Written written) {
    return switch (written) {
      case Value value -> address(name, value);
      case Expression expression -> regex(expression);
      case Between between -> {
        Criterion.Addresses range =
            new Criterion.Addresses(
                between.from() == null ? LOWEST : single(name, between.from()),
                between.to() == null ? HIGHEST : single(name, between.to()));
        boolean open =
            (between.from() != null && !between.from().included())
                || (between.to() != null && !between.to().included());
        if (open) {
          throw new QueryException(
              between.column(),
              "address range without its ends",
              "write [FROM TO UNTIL], >=, <= or a block such as 10.0.0.0/8");
        }
        if (!Addresses.within(range.from(), new Criterion.Addresses(LOWEST, range.to()))) {
          throw empty(between);
        }
        yield range;
      }
    };
  }

  private static Criterion address(String name, Value value) {
    TextPattern pattern = TextPattern.of(value.text());
    if (value.text().indexOf('/') >= 0) {
      return Addresses.block(value.text())
          .orElseThrow(
              () ->
                  new QueryException(
                      value.column(),
                      "bad CIDR block '" + value.text() + "'",
                      "write ADDRESS/BITS, bits up to 32 or 128, such as 10.0.0.0/8 or"
                          + " fe80::/10"));
    }
    if (pattern.exact().isEmpty()) {
      return new Criterion.Text(pattern);
    }
    InetAddress address = single(name, new End(value.column(), value.text(), true));
    return new Criterion.Addresses(address, address);
  }

  private static InetAddress single(String name, End end) {
    return Addresses.parse(end.text())
        .orElseThrow(
            () ->
                notA(
                    name, "an address", end.column(), end.text(), "10.1.2.3, fe80::1, 10.0.0.0/8"));
  }

  private static Criterion onTruth(String name, Written written) {
    if (written instanceof Value value) {
      String text = Fold.lower(value.text());
      if (text.equals("true") || text.equals("false")) {
        return new Criterion.Text(TextPattern.literal(text));
      }
    }
    throw new QueryException(written.column(), name + " is yes or no", "write true or false");
  }

  private static QueryException notA(
      String name, String what, int column, String text, String examples) {
    return new QueryException(
        column, name + " is " + what + ", '" + text + "' is not", "write " + examples);
  }

  private static QueryException empty(Written range) {
    return new QueryException(range.column(), "range that holds nothing", "swap its ends");
  }
}
