package dev.ring3.collector.deobfuscate.rewrite;

import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Characters given by their number within a text. */
final class Escapes {
  private static final Pattern BACKSLASHES =
      Pattern.compile("\\\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|0?([0-3][0-7]{2}))");

  /** Fewer can be part of a path. */
  private static final Pattern RUN =
      Pattern.compile("\\\\u[0-9a-fA-F]{4}|(?:\\\\x[0-9a-fA-F]{2}){2}|(?:\\\\0?[0-3][0-7]{2}){3}");

  private static final Pattern PERCENT = Pattern.compile("(?:%[0-9a-fA-F]{2})+");
  private static final Pattern ENTITY =
      Pattern.compile("&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));?");

  private Escapes() {}

  /** {@code \x69}, {@code i} and {@code \151}. */
  static String backslashes(String text) {
    return RUN.matcher(text).find()
        ? BACKSLASHES.matcher(text).replaceAll(Escapes::character)
        : text;
  }

  private static String character(MatchResult escape) {
    int code =
        escape.group(1) != null
            ? Integer.parseInt(escape.group(1), 16)
            : escape.group(2) != null
                ? Integer.parseInt(escape.group(2), 16)
                : Integer.parseInt(escape.group(3), 8);
    return quoted(escape, code);
  }

  /** URL encoding, as UTF-8. */
  static String percent(String text) {
    return PERCENT
        .matcher(text)
        .replaceAll(
            run -> {
              byte[] bytes = new byte[run.group().length() / 3];
              for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) Integer.parseInt(run.group().substring(3 * i + 1, 3 * i + 3), 16);
              }
              String plain = new String(bytes, StandardCharsets.UTF_8);
              boolean isPlain = plain.chars().allMatch(c -> c >= ' ' && c != 127 && c != 0xFFFD);
              return Matcher.quoteReplacement(isPlain ? plain : run.group());
            });
  }

  /** Numeric character references of HTML and XML. */
  static String entities(String text) {
    return ENTITY
        .matcher(text)
        .replaceAll(
            entity ->
                quoted(
                    entity,
                    entity.group(1) != null
                        ? Integer.parseInt(entity.group(1), 16)
                        : Integer.parseInt(entity.group(2))));
  }

  private static String quoted(MatchResult escape, int code) {
    boolean isPlain =
        code >= ' '
            && code != 127
            && code <= Character.MAX_CODE_POINT
            && (code < Character.MIN_SURROGATE || code > Character.MAX_SURROGATE);
    return Matcher.quoteReplacement(
        isPlain ? Character.toString(code) : code == '\n' || code == '\t' ? " " : escape.group());
  }
}
