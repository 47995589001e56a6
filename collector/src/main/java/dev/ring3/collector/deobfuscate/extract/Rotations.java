package dev.ring3.collector.deobfuscate.extract;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Letters moved by thirteen, and whole texts turned around, where a text says that they are. */
final class Rotations implements Extraction {
  private static final Pattern ROT13 =
      Pattern.compile(
          "\\btr\\s{1,4}['\"]?\\[?a-za-z\\]?['\"]?\\s{1,4}['\"]?\\[?n-za-mn-za-m|rot13");
  private static final Pattern TURNED =
      Pattern.compile(
          "\\|\\s{0,4}rev\\b|\\[array\\]::reverse|\\.reverse\\(|strreverse|reversed\\(");
  private static final Pattern QUOTED = Pattern.compile("'([^']{4,8192}+)'|\"([^\"]{4,8192}+)\"");

  @Override
  public void extract(String text, Consumer<String> found) {
    String folded = text.toLowerCase(Locale.ROOT);
    if (ROT13.matcher(folded).find()) {
      found.accept(rotated(text));
    }
    if (TURNED.matcher(folded).find()) {
      Matcher quoted = QUOTED.matcher(text);
      while (quoted.find()) {
        String inner = quoted.group(1) == null ? quoted.group(2) : quoted.group(1);
        found.accept(new StringBuilder(inner).reverse().toString());
      }
    }
  }

  private static String rotated(String text) {
    char[] signs = text.toCharArray();
    for (int i = 0; i < signs.length; i++) {
      char c = signs[i];
      if (c >= 'a' && c <= 'z') {
        signs[i] = (char) ('a' + (c - 'a' + 13) % 26);
      } else if (c >= 'A' && c <= 'Z') {
        signs[i] = (char) ('A' + (c - 'A' + 13) % 26);
      }
    }
    return new String(signs);
  }
}
