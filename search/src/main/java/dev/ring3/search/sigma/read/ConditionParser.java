package dev.ring3.search.sigma.read;

import dev.ring3.search.sigma.rule.Condition;
import dev.ring3.search.sigma.yaml.Place;
import dev.ring3.search.sigma.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a condition: {@code not} binds closest, then {@code and}, then {@code or}; {@code 1 of} and
 * {@code all of} take a name with stars or {@code them}. For one text.
 */
final class ConditionParser {
  /** Parentheses and negations of the deepest condition. */
  private static final int DEEPEST = 64;

  private record Token(String text, int at) {
    boolean is(String word) {
      return text.toLowerCase(Locale.ROOT).equals(word);
    }
  }

  private final Yaml.Scalar written;
  private final Set<String> names;
  private final Set<String> used;
  private final List<Token> tokens = new ArrayList<>();
  private int next;
  private int depth;

  /**
   * @param names of the selections
   * @param used gets the names of those that the condition looks at
   */
  ConditionParser(Yaml.Scalar written, Set<String> names, Set<String> used) {
    this.written = written;
    this.names = names;
    this.used = used;
    tokenize();
  }

  private void tokenize() {
    String text = written.text();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c)) {
        i++;
      } else if (c == '(' || c == ')') {
        tokens.add(new Token(String.valueOf(c), i++));
      } else if (isOfName(c)) {
        int start = i;
        while (i < text.length() && isOfName(text.charAt(i))) {
          i++;
        }
        tokens.add(new Token(text.substring(start, i), start));
      } else if (c == '|') {
        throw mistake(
            i, "'|' of Sigma 1 in a condition", "write a correlation of type event_count");
      } else {
        throw mistake(i, "'" + c + "' in a condition", "use and, or, not, parentheses, names");
      }
    }
  }

  private static boolean isOfName(char c) {
    return Character.isLetterOrDigit(c) || "_-*?.".indexOf(c) >= 0;
  }

  Condition parse() {
    Condition condition = or();
    if (next < tokens.size()) {
      throw mistake(
          tokens.get(next).at(),
          "'" + tokens.get(next).text() + "' too much",
          "join with and or or");
    }
    return condition;
  }

  private Condition or() {
    List<Condition> parts = new ArrayList<>(List.of(and()));
    while (take("or")) {
      parts.add(and());
    }
    return parts.size() == 1 ? parts.getFirst() : new Condition.Or(parts);
  }

  private Condition and() {
    List<Condition> parts = new ArrayList<>(List.of(not()));
    while (take("and")) {
      parts.add(not());
    }
    return parts.size() == 1 ? parts.getFirst() : new Condition.And(parts);
  }

  private Condition not() {
    if (++depth > DEEPEST) {
      throw mistake(0, "condition nested deeper than " + DEEPEST, "simplify it");
    }
    Condition condition = take("not") ? new Condition.Not(not()) : single();
    depth--;
    return condition;
  }

  private Condition single() {
    if (next >= tokens.size()) {
      throw mistake(written.text().length(), "condition ends too early", "name a selection");
    }
    Token token = tokens.get(next++);
    if (token.is("(")) {
      Condition inner = or();
      if (!take(")")) {
        throw mistake(token.at(), "'(' is not closed", "add ')'");
      }
      return inner;
    }
    if (next < tokens.size() && tokens.get(next).is("of")) {
      next++;
      return of(token);
    }
    if (!names.contains(token.text())) {
      throw mistake(
          token.at(),
          "no selection '" + token.text() + "'",
          "known are " + String.join(", ", names));
    }
    used.add(token.text());
    return new Condition.Named(token.text());
  }

  private Condition of(Token quantity) {
    boolean isAll = quantity.is("all");
    if (!isAll && !quantity.is("1") && !quantity.is("any")) {
      throw mistake(quantity.at(), "'" + quantity.text() + " of'", "write 1 of, any of or all of");
    }
    if (next >= tokens.size()) {
      throw mistake(written.text().length(), "condition ends after 'of'", "write them or a name");
    }
    Token pattern = tokens.get(next++);
    List<Condition> parts =
        matching(pattern).stream().<Condition>map(Condition.Named::new).toList();
    if (parts.isEmpty()) {
      throw mistake(
          pattern.at(),
          "no selection is called '" + pattern.text() + "'",
          "known are " + String.join(", ", names));
    }
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    return isAll ? new Condition.And(parts) : new Condition.Or(parts);
  }

  private List<String> matching(Token pattern) {
    Pattern wanted =
        pattern.is("them")
            ? Pattern.compile("[^_].*")
            : Pattern.compile("\\Q" + pattern.text().replace("*", "\\E.*\\Q") + "\\E");
    List<String> found = names.stream().filter(name -> wanted.matcher(name).matches()).toList();
    used.addAll(found);
    return found;
  }

  private boolean take(String word) {
    if (next < tokens.size() && tokens.get(next).is(word)) {
      next++;
      return true;
    }
    return false;
  }

  /** The column is exact for a condition in one line. */
  private MistakeException mistake(int at, String reason, String remedy) {
    Place place = written.place().plus(at + (written.isQuoted() ? 1 : 0));
    return new MistakeException(place, reason, remedy);
  }
}
