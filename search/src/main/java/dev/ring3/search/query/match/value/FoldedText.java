package dev.ring3.search.query.match.value;

import dev.ring3.search.query.Fold;
import java.nio.charset.StandardCharsets;

/**
 * A text in lower case.
 *
 * @param characters a byte for each: ASCII as it is, others by their lowest seven bits, with the
 *     highest bit set, so that different ones may look the same; not copied, nobody changes them
 * @param isAscii whether all characters are
 */
@SuppressWarnings("ArrayRecordComponent") // a copy for each text would be most of the work
public record FoldedText(String folded, byte[] characters, boolean isAscii) {
  /** Folds a text. */
  public static FoldedText of(String text) {
    return Fold.ascii(text)
        .map(ascii -> new FoldedText(new String(ascii, StandardCharsets.ISO_8859_1), ascii, true))
        .orElseGet(() -> beyondAscii(Fold.lower(text)));
  }

  private static FoldedText beyondAscii(String folded) {
    return new FoldedText(folded, beyond(folded), false);
  }

  private static byte[] beyond(String folded) {
    byte[] characters = new byte[folded.length()];
    for (int i = 0; i < characters.length; i++) {
      char c = folded.charAt(i);
      characters[i] = (byte) (c < 0x80 ? c : c | 0x80);
    }
    return characters;
  }
}
