package dev.ring3.search.detect.indicators.read;

import dev.ring3.search.detect.indicators.value.IndicatorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values that a pattern of STIX 2.1 (chapter 9) looks for, if any of them alone means that it
 * matches. For one pattern.
 */
final class StixPattern {
  /** A path, a word or number, or a mark; texts are read without it. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "[a-z][a-z0-9-]*:[^\\s=!<>()]++|t'[^']*'|[A-Za-z]++|-?[0-9.]++|!=|<=|>=|[\\[\\](),=<>]");

  private static final int LONGEST = 20_000;
  private static final int DEEPEST = 32;

  private final List<String> tokens = new ArrayList<>();
  private int at;
  private int depth;

  /** A value that alone means a match. */
  record Value(IndicatorType type, String value) {}

  /** A pattern that is more than values, or none. */
  static final class UnsupportedException extends Exception {
    private static final long serialVersionUID = 1;

    UnsupportedException(String reason) {
      super(reason);
    }
  }

  private StixPattern(String pattern) throws UnsupportedException {
    if (pattern.length() > LONGEST) {
      throw new UnsupportedException("pattern of more than " + LONGEST + " characters");
    }
    Matcher matcher = TOKEN.matcher(pattern);
    int next = 0;
    while (next < pattern.length()) {
      if (Character.isWhitespace(pattern.charAt(next))) {
        next++;
        continue;
      }
      int end =
          pattern.charAt(next) == '\''
              ? endOfText(pattern, next)
              : matcher.region(next, pattern.length()).lookingAt() ? matcher.end() : next;
      if (end == next) {
        throw new UnsupportedException("cannot read the pattern from character " + (next + 1));
      }
      tokens.add(pattern.substring(next, end));
      next = end;
    }
  }

  private static int endOfText(String pattern, int start) throws UnsupportedException {
    for (int i = start + 1; i < pattern.length(); i++) {
      if (pattern.charAt(i) == '\\') {
        i++;
      } else if (pattern.charAt(i) == '\'') {
        return i + 1;
      }
    }
    throw new UnsupportedException("a text of the pattern has no end");
  }

  static List<Value> values(String pattern) throws UnsupportedException {
    StixPattern parser = new StixPattern(pattern);
    List<Value> values = parser.observations();
    if (parser.at < parser.tokens.size()) {
      throw new UnsupportedException(
          "'" + parser.peek() + "' between observations is not supported");
    }
    return values;
  }

  private String peek() {
    return at < tokens.size() ? tokens.get(at) : "";
  }

  private boolean take(String token) {
    boolean is = peek().equalsIgnoreCase(token);
    at += is ? 1 : 0;
    return is;
  }

  private void need(String token) throws UnsupportedException {
    if (!take(token)) {
      throw new UnsupportedException("the pattern lacks '" + token + "' before '" + peek() + "'");
    }
  }

  private void enter() throws UnsupportedException {
    if (++depth > DEEPEST) {
      throw new UnsupportedException("pattern of more than " + DEEPEST + " levels");
    }
  }

  private List<Value> observations() throws UnsupportedException {
    List<Value> all = new ArrayList<>(observation());
    while (take("OR")) {
      all.addAll(observation());
    }
    return all;
  }

  private List<Value> observation() throws UnsupportedException {
    enter();
    List<Value> values;
    if (take("(")) {
      values = observations();
      need(")");
    } else {
      need("[");
      values = alternatives();
      need("]");
    }
    depth--;
    return values;
  }

  private List<Value> alternatives() throws UnsupportedException {
    List<Value> all = new ArrayList<>(conjunction());
    while (take("OR")) {
      all.addAll(conjunction());
    }
    return all;
  }

  /** All of several: only if one follows from the other, as with hashes of the same file. */
  private List<Value> conjunction() throws UnsupportedException {
    List<Value> first = comparison();
    List<Value> all = new ArrayList<>(first);
    boolean isOne = true;
    while (take("AND")) {
      List<Value> next = comparison();
      isOne &= next.isEmpty() || all.isEmpty();
      all.addAll(next);
    }
    if (!isOne && all.stream().anyMatch(value -> value.type() != IndicatorType.HASH)) {
      throw new UnsupportedException("it asks for several things at once (AND)");
    }
    return all;
  }

  /** Nothing for a comparison that only says what kind of object it is. */
  private List<Value> comparison() throws UnsupportedException {
    enter();
    try {
      if (take("(")) {
        List<Value> values = alternatives();
        need(")");
        return values;
      }
      if (take("NOT")) {
        throw new UnsupportedException("it asks for something not to be (NOT)");
      }
      return compare(next());
    } finally {
      depth--;
    }
  }

  private String next() throws UnsupportedException {
    if (at >= tokens.size()) {
      throw new UnsupportedException("the pattern ends too early");
    }
    return tokens.get(at++);
  }

  private List<Value> compare(String path) throws UnsupportedException {
    String operator = next().toUpperCase(Locale.ROOT);
    if (path.endsWith("_ref.type") && operator.equals("=")) {
      text();
      return List.of();
    }
    return switch (operator) {
      case "=", "ISSUBSET" -> List.of(value(path, text()));
      case "IN" -> several(path);
      case "LIKE" -> List.of(value(path, like(path, text())));
      case "MATCHES" -> List.of(value(path, literal(text())));
      default -> throw new UnsupportedException("it compares by " + operator);
    };
  }

  private List<Value> several(String path) throws UnsupportedException {
    need("(");
    List<Value> values = new ArrayList<>();
    do {
      values.add(value(path, text()));
    } while (take(","));
    need(")");
    return values;
  }

  private String text() throws UnsupportedException {
    String token = next();
    if (token.length() < 2 || token.charAt(0) != '\'') {
      throw new UnsupportedException(
          "it compares with " + Taking.shown(token) + ", which is no text");
    }
    return token.substring(1, token.length() - 1).replaceAll("\\\\(.)", "$1");
  }

  /**
   * A text with wildcards that another kind of indicator means: all below a name, in any folder.
   */
  private static String like(String path, String pattern) throws UnsupportedException {
    boolean isDomain = path.startsWith("domain-name:") && pattern.startsWith("%.");
    boolean isFile = path.startsWith("file:") && pattern.matches("%[\\\\/][^\\\\/]+");
    String rest = isDomain || isFile ? pattern.substring(2) : pattern;
    if (rest.indexOf('%') >= 0 || (rest.indexOf('_') >= 0 && !isDomain)) {
      throw new UnsupportedException("'" + Taking.shown(pattern) + "' has wildcards");
    }
    return rest;
  }

  /** The only text that an expression matches, if it is anchored and has no choices. */
  private static String literal(String expression) throws UnsupportedException {
    if (!expression.matches("\\^(?:[\\w\\s/:@#&%=~,;!<>\"'-]|\\\\[^A-Za-z0-9])+\\$")) {
      throw new UnsupportedException("'" + Taking.shown(expression) + "' is an expression");
    }
    return expression.substring(1, expression.length() - 1).replaceAll("\\\\(.)", "$1");
  }

  private static Value value(String path, String value) throws UnsupportedException {
    return new Value(
        type(path.replace("'", ""), value)
            .orElseThrow(() -> new UnsupportedException(Taking.shown(path) + " is not supported")),
        value);
  }

  private static Optional<IndicatorType> type(String path, String value) {
    boolean isPath = value.indexOf('/') >= 0 || value.indexOf('\\') >= 0;
    if (path.matches("(?:file:|process:(?:image|binary)_ref\\.)hashes[.\\[].*")) {
      return path.matches(".*(?i:md5|sha-?1|sha-?256|imphash)\\]?")
          ? Optional.of(IndicatorType.HASH)
          : Optional.empty();
    }
    return switch (path) {
      case "file:name", "process:name", "process:image_ref.name", "process:binary_ref.name" ->
          Optional.of(isPath ? IndicatorType.PATH : IndicatorType.NAME);
      case "domain-name:value", "network-traffic:extensions.http-request-ext.request_header.Host" ->
          Optional.of(IndicatorType.DOMAIN);
      case "url:value" -> Optional.of(IndicatorType.URL);
      case "ipv4-addr:value", "ipv6-addr:value" ->
          Optional.of(isPath ? IndicatorType.NETWORK : IndicatorType.ADDRESS);
      case "network-traffic:dst_ref.value", "network-traffic:src_ref.value" ->
          Optional.of(
              isPath
                  ? IndicatorType.NETWORK
                  : IndicatorType.ADDRESS.normal(value).isPresent()
                      ? IndicatorType.ADDRESS
                      : IndicatorType.DOMAIN);
      case "windows-registry-key:key" -> Optional.of(IndicatorType.REGISTRY);
      case "mutex:name" -> Optional.of(IndicatorType.MUTEX);
      default -> Optional.empty();
    };
  }
}
