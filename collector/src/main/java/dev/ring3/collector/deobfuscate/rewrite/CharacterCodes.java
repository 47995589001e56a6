package dev.ring3.collector.deobfuscate.rewrite;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls that make characters of numbers, said as strings. */
final class CharacterCodes {
  private static final String NUMBER = "(?:0x[0-9a-fA-F]{1,4}|&h[0-9a-fA-F]{1,4}|[0-9]{1,5})";
  private static final Pattern CALL =
      Pattern.compile(
          "\\b(?:String\\.fromCharCode|chrw?)\\(\\s{0,4}("
              + NUMBER
              + "(?:\\s{0,4},\\s{0,4}"
              + NUMBER
              + "){0,4096}+)\\s{0,4}\\)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern CAST =
      Pattern.compile(
          "\\[char\\]\\s{0,4}\\(?\\s{0,4}(" + NUMBER + ")\\s{0,4}\\)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern ONE = Pattern.compile(NUMBER, Pattern.CASE_INSENSITIVE);

  private CharacterCodes() {}

  /** {@code Chr(105)} and {@code String.fromCharCode(105,101)}. */
  static String rewrite(String text) {
    return CALL.matcher(text).replaceAll(CharacterCodes::literal);
  }

  /** {@code [char]105}. */
  static String casts(String text) {
    return CAST.matcher(text).replaceAll(CharacterCodes::cast);
  }

  /** A bracket is taken along only with its partner. */
  private static String cast(MatchResult cast) {
    boolean opens = cast.group().indexOf('(') > 0;
    boolean closes = cast.group().endsWith(")");
    if (opens && !closes) {
      return Matcher.quoteReplacement(cast.group());
    }
    return literal(cast) + (closes && !opens ? ")" : "");
  }

  private static String literal(MatchResult call) {
    StringBuilder signs = new StringBuilder();
    Matcher numbers = ONE.matcher(call.group(1));
    while (numbers.find()) {
      String number = numbers.group();
      int code =
          number.startsWith("&") ? Integer.parseInt(number.substring(2), 16) : decoded(number);
      if ((code < ' ' && code != '\n' && code != '\t' && code != '\r')
          || code > Character.MAX_VALUE
          || Character.isSurrogate((char) code)) {
        return Matcher.quoteReplacement(call.group());
      }
      signs.append((char) code);
    }
    return Matcher.quoteReplacement(Literal.quoted(signs.toString()));
  }

  /** A leading zero does not make it octal in these languages. */
  private static int decoded(String number) {
    return number.length() > 1 && (number.charAt(1) == 'x' || number.charAt(1) == 'X')
        ? Integer.parseInt(number.substring(2), 16)
        : Integer.parseInt(number);
  }
}
