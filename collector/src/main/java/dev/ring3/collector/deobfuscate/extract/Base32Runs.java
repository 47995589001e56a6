package dev.ring3.collector.deobfuscate.extract;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs of Base32 (RFC 4648 section 6), where a text speaks of it. */
final class Base32Runs implements Extraction {
  private static final Pattern RUN = Pattern.compile("[A-Z2-7]{8,}+");

  @Override
  public void extract(String text, Consumer<String> found) {
    String folded = text.toLowerCase(Locale.ROOT);
    if (!folded.contains("base32") && !folded.contains("b32decode")) {
      return;
    }
    Payload payload = Payload.in(text);
    Matcher runs = RUN.matcher(text);
    while (runs.find()) {
      payload.of(decode(runs.group()), found);
    }
  }

  private static byte[] decode(String signs) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int bits = 0;
    int held = 0;
    for (int i = 0; i < signs.length(); i++) {
      char sign = signs.charAt(i);
      held = (held << 5 | (sign >= 'A' ? sign - 'A' : sign - '2' + 26)) & 0xFFF;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.write(held >> bits);
      }
    }
    return bytes.toByteArray();
  }
}
