package dev.ring3.search.query;

/** Walks over a query's text. Positions are from 0; errors tell columns from 1. */
final class Scanner {
  private final String text;
  private int at;

  Scanner(String text) {
    this.text = text;
  }

  int at() {
    return at;
  }

  void moveTo(int position) {
    at = position;
  }

  boolean ended() {
    return at >= text.length();
  }

  /** The next character; a space at the end, which ends every word. */
  char peek() {
    return ended() ? ' ' : text.charAt(at);
  }

  char take() {
    return text.charAt(at++);
  }

  void skipSpace() {
    while (!ended() && isSpace(text.charAt(at))) {
      at++;
    }
  }

  /** Passes over {@code expected} if it comes next. */
  boolean skip(String expected) {
    if (text.startsWith(expected, at)) {
      at += expected.length();
      return true;
    }
    return false;
  }

  /** Passes over a word if it comes next and ends there. */
  boolean skipWord(String word) {
    int after = at + word.length();
    if (text.startsWith(word, at) && (after == text.length() || endsWord(text.charAt(after)))) {
      at = after;
      return true;
    }
    return false;
  }

  /** Whether a regular expression starts here: the next bare slash ends the word. */
  boolean atRegex() {
    int end = regexEnd();
    return end > at + 1 && (end + 1 == text.length() || endsWord(text.charAt(end + 1)));
  }

  /** What stands between the slashes; {@code \/} is a slash. */
  String takeRegex() {
    int end = regexEnd();
    String expression = text.substring(at + 1, end).replace("\\/", "/");
    at = end + 1;
    return expression;
  }

  private int regexEnd() {
    if (peek() != '/') {
      return at;
    }
    for (int i = at + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '/') {
        return i;
      }
    }
    return at;
  }

  /**
   * A value in quotes, the opening one being next. {@code \"} becomes a quote; other backslashes
   * stay, as {@link TextPattern#of} reads them.
   */
  String takeQuoted() {
    int open = at++;
    StringBuilder value = new StringBuilder();
    while (!ended()) {
      char c = take();
      if (c == '"') {
        return value.toString();
      }
      if (c == '\\' && !ended()) {
        char next = take();
        if (next != '"') {
          value.append(c);
        }
        value.append(next);
      } else {
        value.append(c);
      }
    }
    String remedy =
        value.toString().endsWith("\"")
            ? "write \\\\\" for a backslash before the closing quote"
            : "add the closing quote, or write \\\" for a quote in the text";
    throw new QueryException(open + 1, "quote without end", remedy);
  }

  /**
   * A bare word up to a space or parenthesis, or up to one of {@code also}. A backslash before a
   * space, a quote, a parenthesis or a colon is dropped; others stay, as {@link TextPattern#of}
   * reads them.
   */
  String takeWord(String also) {
    StringBuilder word = new StringBuilder();
    while (!ended() && !endsWord(peek()) && also.indexOf(peek()) < 0) {
      char c = take();
      if (c == '"') {
        throw new QueryException(
            at, "quote inside a word", "write \\\" for the quote, or put the whole text in quotes");
      }
      if (c == '\\' && !ended()) {
        char next = peek();
        if (" \"():".indexOf(next) >= 0) {
          c = take();
        } else if (next == '\\' || next == '*' || next == '?') {
          word.append(c);
          c = take();
        }
      }
      word.append(c);
    }
    return word.toString();
  }

  /** Whether {@code TO} with space around it comes before the next closing bracket. */
  boolean isRangeAhead() {
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != ']' && text.charAt(end) != '}') {
      end++;
    }
    return text.substring(at, end).matches("(?s).*\\sTO\\s.*");
  }

  static boolean isSpace(char c) {
    return c <= ' ' || Character.isWhitespace(c) || c == '\u00a0';
  }

  private static boolean endsWord(char c) {
    return c == '(' || c == ')' || isSpace(c);
  }
}
