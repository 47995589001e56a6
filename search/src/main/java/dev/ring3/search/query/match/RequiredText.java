package dev.ring3.search.query.match;

import java.util.Optional;

/**
 * The longest text that every match of an expression must hold, as far as a simple look finds one:
 * only plain characters and escaped punctuation outside of groups and classes count, and nothing
 * where the expression has alternatives at its top.
 */
final class RequiredText {
  private final String expression;
  private final StringBuilder run = new StringBuilder();
  private String longest = "";

  private RequiredText(String expression) {
    this.expression = expression;
  }

  static Optional<String> of(String expression) {
    String found = new RequiredText(expression).find();
    return found.isEmpty() ? Optional.empty() : Optional.of(found);
  }

  private String find() {
    int i = 0;
    while (i < expression.length()) {
      char c = expression.charAt(i);
      switch (c) {
        case '|' -> {
          return "";
        }
        case '(' -> {
          end();
          i = afterGroup(i);
        }
        case '[' -> {
          end();
          i = afterClass(i);
        }
        case '*', '?', '{' -> {
          dropLast();
          end();
          i = c == '{' ? afterBrace(i) : i + 1;
        }
        case '+', '.', '^', '$' -> {
          end();
          i++;
        }
        case '\\' -> i = escape(i);
        default -> {
          run.append(c);
          i++;
        }
      }
    }
    end();
    return longest;
  }

  private void end() {
    if (run.length() > longest.length()) {
      longest = run.toString();
    }
    run.setLength(0);
  }

  /** What may stand there never, or any number of times, is not required. */
  private void dropLast() {
    if (!run.isEmpty()) {
      run.setLength(run.offsetByCodePoints(run.length(), -1));
    }
  }

  private int escape(int at) {
    if (at + 1 >= expression.length()) {
      end();
      return at + 1;
    }
    char c = expression.charAt(at + 1);
    if (c < 0x80 && !Character.isLetterOrDigit(c)) {
      run.append(c);
      return at + 2;
    }
    end();
    boolean hasBraces =
        (c == 'p' || c == 'P' || c == 'x')
            && at + 2 < expression.length()
            && expression.charAt(at + 2) == '{';
    if (hasBraces) {
      return afterBrace(at + 2);
    }
    if (c == 'Q') {
      int close = expression.indexOf("\\E", at);
      return close < 0 ? expression.length() : close + 2;
    }
    if (c == 'x' || c == 'p' || c == 'P' || Character.isDigit(c)) {
      return Math.min(at + 4, expression.length());
    }
    return at + 2;
  }

  private int afterBrace(int at) {
    int close = expression.indexOf('}', at);
    return close < 0 ? expression.length() : close + 1;
  }

  private int afterClass(int at) {
    int i = at + 1;
    if (i < expression.length() && expression.charAt(i) == '^') {
      i++;
    }
    if (i < expression.length() && expression.charAt(i) == ']') {
      i++;
    }
    while (i < expression.length() && expression.charAt(i) != ']') {
      if (expression.startsWith("[:", i)) {
        int close = expression.indexOf(":]", i);
        i = close < 0 ? expression.length() : close + 2;
      } else {
        i += expression.charAt(i) == '\\' ? 2 : 1;
      }
    }
    return Math.min(i + 1, expression.length());
  }

  private int afterGroup(int at) {
    int depth = 0;
    int i = at;
    while (i < expression.length()) {
      char c = expression.charAt(i);
      if (c == '[') {
        i = afterClass(i);
        continue;
      }
      if (c == '\\') {
        i++;
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && --depth == 0) {
        return i + 1;
      }
      i++;
    }
    return expression.length();
  }
}
