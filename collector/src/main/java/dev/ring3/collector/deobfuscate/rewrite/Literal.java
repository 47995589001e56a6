package dev.ring3.collector.deobfuscate.rewrite;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A string written between quotes.
 *
 * @param value what it says
 * @param end behind its closing quote
 */
record Literal(String value, int end) {
  /** Characters of the longest that is looked at. */
  private static final int LONGEST = 16_384;

  Literal {
    Objects.requireNonNull(value);
  }

  /** The one that starts at a place; null if there is none. Doubled quotes stand for one. */
  static @Nullable Literal at(String text, int start) {
    if (start >= text.length()) {
      return null;
    }
    char quote = text.charAt(start);
    if (quote != '\'' && quote != '"') {
      return null;
    }
    StringBuilder value = new StringBuilder();
    int last = Math.min(text.length(), start + LONGEST);
    for (int at = start + 1; at < last; at++) {
      char c = text.charAt(at);
      if (c != quote) {
        value.append(c);
      } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
        value.append(quote);
        at++;
      } else {
        return new Literal(value.toString(), at + 1);
      }
    }
    return null;
  }

  /** The value between single quotes. */
  static String quoted(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
