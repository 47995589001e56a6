package dev.ring3.search.query;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How upper and lower case are made the same: each code point by itself, by Unicode's simple
 * mapping, so that a part of a text folds as it does within the whole.
 */
public final class Fold {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long EACH = 0x0101_0101_0101_0101L;
  private static final long HIGHEST = 0x8080_8080_8080_8080L;
  private static final long FROM_A = (0x80 - 'A') * EACH;
  private static final long QUESTIONS = '?' * EACH;
  private static final long BEYOND_Z = (0x7f - 'Z') * EACH;

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
    Optional<byte[]> ascii = ascii(text);
    if (ascii.isPresent()) {
      return new String(ascii.orElseThrow(), StandardCharsets.ISO_8859_1);
    }
    StringBuilder folded = new StringBuilder(text.length()).append(text, 0, start);
    for (int i = start; i < text.length(); ) {
      int point = text.codePointAt(i);
      folded.appendCodePoint(Character.toLowerCase(point));
      i += Character.charCount(point);
    }
    return folded.toString();
  }

  /** The characters of a text in lower case; empty if they are not all in ASCII. */
  public static Optional<byte[]> ascii(String text) {
    byte[] folded = text.getBytes(StandardCharsets.UTF_8);
    if (folded.length != text.length()) {
      return Optional.empty();
    }
    // Half of a surrogate pair has become a question mark.
    return lower(folded) && !isAscii(text) ? Optional.empty() : Optional.of(folded);
  }

  /** Whether all characters are in ASCII. */
  public static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /**
   * Does what {@code toLowerCase} does, eight characters at a time: it takes half the time on
   * script texts. A sum has its highest bit set where the character is at least A, or more than Z.
   *
   * @return whether a question mark may be there
   */
  private static boolean lower(byte[] text) {
    long questions = 0;
    int whole = text.length - text.length % Long.BYTES;
    for (int i = 0; i < whole; i += Long.BYTES) {
      long eight = (long) EIGHT.get(text, i);
      long upper = ((eight + FROM_A) ^ (eight + BEYOND_Z)) & HIGHEST;
      questions |= (eight ^ QUESTIONS) - EACH;
      EIGHT.set(text, i, eight | (upper >>> 2));
    }
    boolean isAsking = (questions & HIGHEST) != 0;
    for (int i = whole; i < text.length; i++) {
      byte c = text[i];
      text[i] = c >= 'A' && c <= 'Z' ? (byte) (c + ('a' - 'A')) : c;
      isAsking |= c == '?';
    }
    return isAsking;
  }
}
