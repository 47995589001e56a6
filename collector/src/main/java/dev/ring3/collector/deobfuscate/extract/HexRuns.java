package dev.ring3.collector.deobfuscate.extract;

import java.util.HexFormat;
import java.util.function.Consumer;

/** Runs of hexadecimal digits without separators. */
final class HexRuns implements Extraction {
  private static final int SHORTEST = 16;
  private static final int ANNOUNCED = 8;

  @Override
  public void extract(String text, Consumer<String> found) {
    Payload payload = Payload.in(text);
    int at = 0;
    while (at < text.length()) {
      if (!HexFormat.isHexDigit(text.charAt(at))) {
        at++;
        continue;
      }
      int start = text.startsWith("0x", at) || text.startsWith("0X", at) ? at + 2 : at;
      int end = start;
      while (end < text.length() && HexFormat.isHexDigit(text.charAt(end))) {
        end++;
      }
      int length = (end - start) & ~1;
      if (length >= SHORTEST
          || (length >= ANNOUNCED
              && (Announced.before(text, start) || Announced.after(text, end)))) {
        payload.of(HexFormat.of().parseHex(text.substring(start, start + length)), found);
      }
      at = Math.max(end, at + 1);
    }
  }
}
