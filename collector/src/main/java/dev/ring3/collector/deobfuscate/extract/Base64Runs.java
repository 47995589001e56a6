package dev.ring3.collector.deobfuscate.extract;

import java.util.Arrays;
import java.util.Base64;
import java.util.function.Consumer;

/**
 * Runs of Base64 (RFC 4648 sections 4 and 5), wherever they start: what stuck to their beginning is
 * left out, lines are joined, backward ones are turned.
 */
final class Base64Runs implements Extraction {
  private static final int SHORTEST = 16;

  /** After a word that announces Base64. */
  private static final int ANNOUNCED = 6;

  /** A run of which so much stuck to another sign's end is looked at from four places. */
  private static final int SHIFTED = 32;

  /** Lines that are joined are at least so long. */
  private static final int LINE = 60;

  @Override
  public void extract(String text, Consumer<String> found) {
    Payload payload = Payload.in(text);
    int at = 0;
    while (at < text.length()) {
      if (!isSign(text.charAt(at))) {
        at++;
        continue;
      }
      int end = end(text, at);
      if (end - at >= ANNOUNCED) {
        run(text, at, end, payload, found);
      }
      at = end;
    }
  }

  private static void run(
      String text, int start, int end, Payload payload, Consumer<String> found) {
    boolean isAnnounced = Announced.before(text, start) || Announced.after(text, end);
    if (end - start < SHORTEST && !isAnnounced) {
      return;
    }
    String run = text.substring(start, end);
    String signs = run.replaceAll("\\s", "");
    if (start > 0 && text.charAt(start - 1) == '=') {
      String turned = new StringBuilder(signs).reverse().toString();
      var back = payload.text(decode(turned, 0));
      if (back.isPresent()) {
        found.accept(back.get());
        return;
      }
    }
    int shifts = signs.length() >= SHIFTED ? 4 : 1;
    for (int shift = 0; shift < shifts; shift++) {
      var text0 = payload.text(decode(signs, shift));
      if (text0.isPresent()) {
        found.accept(text0.get());
        return;
      }
    }
  }

  private static byte[] decode(String signs, int from) {
    int length = signs.length() - from;
    int whole = length % 4 == 1 ? length - 1 : length;
    byte[] bytes = new byte[whole];
    for (int i = 0; i < whole; i++) {
      char sign = signs.charAt(from + i);
      bytes[i] = (byte) (sign == '-' ? '+' : sign == '_' ? '/' : sign);
    }
    try {
      return Base64.getDecoder().decode(bytes);
    } catch (IllegalArgumentException e) {
      // Bits behind the last byte that are not zero: the run was cut there.
      return Base64.getDecoder().decode(Arrays.copyOf(bytes, whole - whole % 4));
    }
  }

  private static int end(String text, int start) {
    int at = start;
    int line = start;
    while (at < text.length()) {
      if (isSign(text.charAt(at))) {
        at++;
        continue;
      }
      int next = at;
      while (next < text.length() && (text.charAt(next) == '\r' || text.charAt(next) == '\n')) {
        next++;
      }
      if (next == at || at - line < LINE || next == text.length() || !isSign(text.charAt(next))) {
        break;
      }
      line = next;
      at = next;
    }
    return at;
  }

  private static boolean isSign(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/'
        || c == '-'
        || c == '_';
  }
}
