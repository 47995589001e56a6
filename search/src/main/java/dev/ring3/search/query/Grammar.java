package dev.ring3.search.query;

import dev.ring3.search.query.Written.Between;
import dev.ring3.search.query.Written.End;
import dev.ring3.search.query.Written.Expression;
import dev.ring3.search.query.Written.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One reading of one text, by recursive descent.
 *
 * <pre>
 * either  = both { ( "OR" | "||" ) both }
 * both    = unary { [ "AND" | "&amp;&amp;" ] unary }
 * unary   = ( "NOT" | "!" | "-" | "+" ) unary | "(" either ")" | leaf
 * leaf    = [ name ":" ] value        value alone within name ":" "(" either ")"
 * </pre>
 */
final class Grammar {
  private final Scanner scanner;
  private final Names names;
  private final Meanings meanings;
  private int depth;
  private boolean isNegated;
  private int clauses;

  /** The name before the group that is being read; null outside one. */
  private @Nullable Named group;

  private record Named(int column, String name, List<Names.Place> places) {}

  Grammar(String text, Names names, Instant now) {
    this.scanner = new Scanner(text);
    this.names = names;
    this.meanings = new Meanings(now);
  }

  Query query() {
    scanner.skipSpace();
    if (scanner.ended()) {
      return new Query.All();
    }
    Query query = either();
    if (!scanner.ended()) {
      throw error("closing parenthesis without an opening one", "remove it, or add a (");
    }
    return query;
  }

  private Query either() {
    List<Query> any = new ArrayList<>(List.of(both()));
    while (scanner.skipWord("OR") || scanner.skip("||")) {
      any.add(both());
    }
    return Query.or(any);
  }

  private Query both() {
    List<Query> all = new ArrayList<>();
    do {
      all.add(unary());
      scanner.skipSpace();
    } while (continuesBoth());
    return Query.and(all);
  }

  private boolean continuesBoth() {
    if (scanner.skipWord("AND") || scanner.skip("&&")) {
      return true;
    }
    int here = scanner.at();
    boolean or = scanner.skipWord("OR") || scanner.skip("||");
    scanner.moveTo(here);
    return !or && !scanner.ended() && scanner.peek() != ')';
  }

  private Query unary() {
    scanner.skipSpace();
    int start = scanner.at();
    if (scanner.skipWord("NOT") || scanner.skip("!") || skipSign("-")) {
      return deeper(start, this::negated);
    }
    if (skipSign("+")) {
      return deeper(start, this::unary);
    }
    if (scanner.skip("(")) {
      return deeper(start, () -> closed(start));
    }
    return leaf();
  }

  private Query negated() {
    isNegated = !isNegated;
    Query query = new Query.Not(unary());
    isNegated = !isNegated;
    return query;
  }

  /** A sign counts only right before what it belongs to. */
  private boolean skipSign(String sign) {
    int here = scanner.at();
    if (scanner.skip(sign) && !scanner.ended() && !Scanner.isSpace(scanner.peek())) {
      return true;
    }
    scanner.moveTo(here);
    return false;
  }

  private Query closed(int open) {
    scanner.skipSpace();
    if (scanner.peek() == ')') {
      throw error("nothing between the parentheses", "write a condition, or remove them");
    }
    Query query = either();
    if (!scanner.skip(")")) {
      throw new QueryException(open + 1, "opening parenthesis without a closing one", "add a )");
    }
    return query;
  }

  private Query deeper(int start, Supplier<Query> inner) {
    if (++depth > QueryParser.MAX_DEPTH) {
      throw new QueryException(
          start + 1,
          "nested more than " + QueryParser.MAX_DEPTH + " deep",
          "take parentheses or negations away");
    }
    Query query = inner.get();
    depth--;
    return query;
  }

  private Query leaf() {
    expectOperand();
    if (group != null) {
      return match(group, value());
    }
    int start = scanner.at();
    String word = scanner.peek() == '"' ? scanner.takeQuoted() : nameOrWord();
    if (!word.isEmpty() && scanner.skip(":")) {
      return named(start, word);
    }
    scanner.moveTo(start);
    return words(value());
  }

  /** Reads up to a colon, which may turn out not to be there; a quote belongs to a value then. */
  private String nameOrWord() {
    int start = scanner.at();
    try {
      return scanner.takeWord(":");
    } catch (QueryException quoteInside) {
      scanner.moveTo(start);
      return "";
    }
  }

  private void expectOperand() {
    if (scanner.ended() || scanner.peek() == ')') {
      throw error(
          "condition missing", "write one after the operator, such as process.name:cmd.exe");
    }
    int here = scanner.at();
    for (String operator : List.of("AND", "OR", "&&", "||")) {
      boolean word = Character.isLetter(operator.charAt(0));
      if (word ? scanner.skipWord(operator) : scanner.skip(operator)) {
        scanner.moveTo(here);
        throw error(
            "condition missing before " + operator,
            "write one, or put " + operator + " in quotes to look for the word");
      }
    }
  }

  private Query named(int start, String name) {
    scanner.skipSpace();
    if (name.equals("*") && scanner.skipWord("*")) {
      return count(new Query.All());
    }
    if (scanner.ended() || scanner.peek() == ')') {
      throw error("value missing after " + name + ":", "write one, or * for any value");
    }
    if (name.equals("_exists_")) {
      int column = scanner.at() + 1;
      String what = scanner.peek() == '"' ? scanner.takeQuoted() : scanner.takeWord("");
      return exists(resolve(column, what));
    }
    Named named = resolve(start + 1, name);
    int open = scanner.at();
    if (!scanner.skip("(")) {
      return match(named, value());
    }
    group = named;
    Query query = deeper(open, () -> closed(open));
    group = null;
    return query;
  }

  private Named resolve(int column, String name) {
    return new Named(column, name, names.require(name, column));
  }

  private Written value() {
    int column = scanner.at() + 1;
    char first = scanner.peek();
    if (first == '"') {
      Value quoted = new Value(column, scanner.takeQuoted());
      if (!scanner.ended() && !Scanner.isSpace(scanner.peek()) && scanner.peek() != ')') {
        throw error("text right after a closing quote", "put a space between, or quote it all");
      }
      return quoted;
    }
    if (scanner.atRegex()) {
      return new Expression(column, scanner.takeRegex());
    }
    if (first == '[' || (first == '{' && scanner.isRangeAhead())) {
      return range(column);
    }
    for (String comparison : List.of(">=", "<=", ">", "<")) {
      if (scanner.skip(comparison)) {
        return comparison(column, comparison);
      }
    }
    String word = scanner.takeWord("");
    if (scanner.peek() == '(') {
      throw error("parenthesis inside a word", "put the whole text in quotes");
    }
    return new Value(column, word);
  }

  private Written comparison(int column, String comparison) {
    scanner.skipSpace();
    int at = scanner.at() + 1;
    String text = scanner.peek() == '"' ? scanner.takeQuoted() : scanner.takeWord("");
    if (text.isEmpty()) {
      throw error("value missing after " + comparison, "write one, such as " + comparison + "5");
    }
    End end = new End(at, text, comparison.endsWith("="));
    return comparison.startsWith(">")
        ? new Between(column, end, null)
        : new Between(column, null, end);
  }

  private Written range(int column) {
    boolean fromIncluded = scanner.take() == '[';
    End from = end(column, fromIncluded);
    scanner.skipSpace();
    if (!scanner.skipWord("TO")) {
      throw badRange(column);
    }
    End to = end(column, false);
    scanner.skipSpace();
    boolean toIncluded = scanner.skip("]");
    if (!toIncluded && !scanner.skip("}")) {
      throw badRange(column);
    }
    End closed = to == null ? null : new End(to.column(), to.text(), toIncluded);
    return new Between(column, from, closed);
  }

  private @Nullable End end(int column, boolean included) {
    scanner.skipSpace();
    int at = scanner.at() + 1;
    String text = scanner.peek() == '"' ? scanner.takeQuoted() : scanner.takeWord("]}");
    if (text.isEmpty() || text.equals("TO")) {
      throw badRange(column);
    }
    return text.equals("*") ? null : new End(at, text, included);
  }

  private static QueryException badRange(int column) {
    return new QueryException(
        column, "bad range", "write [FROM TO UNTIL], with * for an open end, such as [1024 TO *]");
  }

  private Query words(Written written) {
    return switch (written) {
      case Value value ->
          count(
              value.text().equals("*") ? new Query.All() : new Query.Words(meanings.phrase(value)));
      case Expression expression -> throw needsField(expression, "a regular expression");
      case Between between -> throw needsField(between, "a range");
    };
  }

  private static QueryException needsField(Written written, String what) {
    return new QueryException(
        written.column(), what + " without a field", "name one, such as process.name:/cmd.*/");
  }

  private Query match(Named named, Written written) {
    if (written instanceof Value value && value.text().equals("*")) {
      return exists(named);
    }
    List<Query> any = new ArrayList<>();
    Optional<QueryException> refused = Optional.empty();
    // A program could choose what it is called, and must not hide from who leaves others out.
    for (Names.Place place : isNegated ? named.places() : Names.orCalled(named.places())) {
      try {
        any.addAll(at(place, name -> meanings.of(named.name(), name, written)));
      } catch (QueryException e) {
        refused = refused.isPresent() ? refused : Optional.of(e);
      }
    }
    if (any.isEmpty() && refused.isPresent()) {
      throw refused.orElseThrow();
    }
    return Query.or(any);
  }

  private Query exists(Named named) {
    List<Query> any = new ArrayList<>();
    for (Names.Place place : named.places()) {
      any.addAll(at(place, name -> List.of(new Query.Exists(name))));
    }
    return Query.or(any);
  }

  private List<Query> at(Names.Place place, Function<Name, List<Query>> query) {
    return query.apply(place.name()).stream()
        .map(this::count)
        .map(q -> place.when() instanceof Query.All ? q : new Query.And(List.of(place.when(), q)))
        .toList();
  }

  private Query count(Query leaf) {
    if (++clauses > QueryParser.MAX_CLAUSES) {
      throw error(
          "more than " + QueryParser.MAX_CLAUSES + " conditions", "split the query in several");
    }
    return leaf;
  }

  private QueryException error(String problem, String remedy) {
    return new QueryException(scanner.at() + 1, problem, remedy);
  }
}
