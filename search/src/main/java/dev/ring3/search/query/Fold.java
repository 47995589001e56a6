package dev.ring3.search.query;

import java.util.Locale;

/**
 * How upper and lower case are made the same: each code point by itself, by Unicode's simple
 * mapping, so that a part of a text folds as it does within the whole.
 */
public final class Fold {
  private Fold() {}

  /** The text in lower case; the same object where nothing changes. */
  public static String lower(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80 || (c >= 'A' && c <= 'Z')) {
        return from(text, i);
      }
    }
    return text;
  }

  private static String from(String text, int start) {
    if (isAscii(text, start)) {
      return text.toLowerCase(Locale.ROOT); // the same there, and much faster
    }
    StringBuilder folded = new StringBuilder(text.length()).append(text, 0, start);
    for (int i = start; i < text.length(); ) {
      int point = text.codePointAt(i);
      folded.appendCodePoint(Character.toLowerCase(point));
      i += Character.charCount(point);
    }
    return folded.toString();
  }

  private static boolean isAscii(String text, int start) {
    for (int i = start; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
