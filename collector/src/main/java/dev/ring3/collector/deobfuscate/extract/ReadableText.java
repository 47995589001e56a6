package dev.ring3.collector.deobfuscate.extract;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Tells text from other bytes. */
final class ReadableText {
  private static final int SHORTEST = 4;

  /** Below this length chance makes readable bytes of anything, so that only ASCII counts. */
  private static final int SHORT = 24;

  private ReadableText() {}

  /** The text that the bytes are, as UTF-16 of either order or UTF-8; nothing if they are none. */
  static Optional<String> text(byte[] bytes) {
    if (bytes.length < SHORTEST) {
      return Optional.empty();
    }
    if (starts(bytes, 0xFF, 0xFE)) {
      return decoded(tail(bytes, 2), StandardCharsets.UTF_16LE);
    }
    if (starts(bytes, 0xFE, 0xFF)) {
      return decoded(tail(bytes, 2), StandardCharsets.UTF_16BE);
    }
    if (starts(bytes, 0xEF, 0xBB, 0xBF)) {
      return decoded(tail(bytes, 3), StandardCharsets.UTF_8);
    }
    if (isMostlyZero(bytes, 1)) {
      return decoded(even(bytes), StandardCharsets.UTF_16LE);
    }
    if (isMostlyZero(bytes, 0)) {
      return decoded(even(bytes), StandardCharsets.UTF_16BE);
    }
    return decoded(bytes, StandardCharsets.UTF_8);
  }

  private static boolean starts(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] tail(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, from, bytes.length);
  }

  /** A byte too many comes of a run that was cut, or that something stuck to. */
  private static byte[] even(byte[] bytes) {
    return bytes.length % 2 == 0 ? bytes : Arrays.copyOf(bytes, bytes.length - 1);
  }

  private static boolean isMostlyZero(byte[] bytes, int first) {
    int zeros = 0;
    int all = 0;
    for (int i = first; i < bytes.length; i += 2) {
      zeros += bytes[i] == 0 ? 1 : 0;
      all++;
    }
    return zeros * 10 >= all * 7;
  }

  private static Optional<String> decoded(byte[] bytes, Charset charset) {
    try {
      String text =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      String trimmed = withoutZeros(text);
      return isText(trimmed) ? Optional.of(trimmed) : Optional.empty();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static String withoutZeros(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == 0) {
      end--;
    }
    return text.substring(0, end);
  }

  /** Whether people could have written it. */
  static boolean isText(String text) {
    if (text.length() < SHORTEST) {
      return false;
    }
    int strange = 0;
    int letters = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
        letters++;
      } else if ((c < ' ' && c != '\t' && c != '\r' && c != '\n') || c == 127) {
        return false;
      } else if (c > 126 && (text.length() < SHORT || !Character.isLetterOrDigit(c))) {
        strange++;
      }
    }
    return letters > 0 && strange * 20 <= text.length() && (strange == 0 || text.length() >= SHORT);
  }
}
