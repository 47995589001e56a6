package dev.ring3.search.query.match.value;

import java.util.Optional;

/**
 * The longest text that every match of an expression must hold, and how long a match is at least,
 * as far as a simple look finds them: nothing inside of groups counts, for the text nothing but
 * plain characters and escaped punctuation, and neither is known where the expression has
 * alternatives at its top.
 */
public final class RequiredText {
  /** Escaped letters that stand for one character. */
  private static final String CLASSES = "dDsSwWpPxnrtfva";

  /** RE2 allows no more than 1,000 repetitions. */
  private static final int COUNT_DIGITS = 4;

  private final String expression;
  private final StringBuilder run = new StringBuilder();
  private String longest = "";

  /** Characters (UTF-16) of the shortest match of what was looked at, and of its last piece. */
  private int shortest;

  private int last;

  private RequiredText(String expression) {
    this.expression = expression;
  }

  public static Optional<String> of(String expression) {
    String found = new RequiredText(expression).find();
    return found.isEmpty() ? Optional.empty() : Optional.of(found);
  }

  /** How many characters (UTF-16) each match has at least. */
  static int length(String expression) {
    RequiredText required = new RequiredText(expression);
    required.find();
    return required.shortest;
  }

  private String find() {
    int i = 0;
    while (i < expression.length()) {
      char c = expression.charAt(i);
      switch (c) {
        case '|' -> {
          shortest = 0;
          return "";
        }
        case '(' -> {
          end();
          piece(0);
          i = afterGroup(i);
        }
        case '[' -> {
          end();
          piece(1);
          i = afterClass(i);
        }
        case '*', '?', '{' -> {
          dropLast();
          end();
          repeated(c == '{' ? count(i + 1) : 0);
          i = c == '{' ? afterBrace(i) : i + 1;
        }
        case '+', '^', '$' -> {
          end();
          piece(0);
          i++;
        }
        case '.' -> {
          end();
          piece(1);
          i++;
        }
        case '\\' -> i = escape(i);
        default -> {
          run.append(c);
          piece(1);
          last += Character.isLowSurrogate(c) ? 1 : 0;
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

  private void piece(int length) {
    shortest += length;
    last = length;
  }

  /** The last piece stands there so many times at least. */
  private void repeated(int times) {
    shortest += last * (times - 1);
    last = 0;
  }

  /** The number that stands there; 0 if none does. */
  private int count(int at) {
    int count = 0;
    for (int i = at; i < expression.length() && i - at < COUNT_DIGITS; i++) {
      int digit = expression.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      count = count * 10 + digit;
    }
    return count;
  }

  private int escape(int at) {
    if (at + 1 >= expression.length()) {
      end();
      return at + 1;
    }
    char c = expression.charAt(at + 1);
    piece(CLASSES.indexOf(c) >= 0 ? 1 : 0);
    if (c < 0x80 && !Character.isLetterOrDigit(c)) {
      run.append(c);
      piece(1);
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
