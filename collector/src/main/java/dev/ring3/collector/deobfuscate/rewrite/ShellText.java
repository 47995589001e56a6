package dev.ring3.collector.deobfuscate.rewrite;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the Bourne shell and its kin pass over, and their variables. */
final class ShellText {
  private static final int NAMES = 64;
  private static final Pattern SET =
      Pattern.compile(
          "(?:^|[;&|\\s'\"])([A-Za-z_][A-Za-z0-9_]{0,63})=(?:'([^']{0,4096})'|\"([^\"$`]{0,4096})\""
              + "|([^\\s;&|'\"$`()]{1,4096}))(?=[\\s;&|]|$)");
  private static final Pattern USE =
      Pattern.compile("\\$(?:\\{([A-Za-z_][A-Za-z0-9_]{0,63})\\}|([A-Za-z_][A-Za-z0-9_]{0,63}))");
  private static final Pattern FIELD_SEPARATOR =
      Pattern.compile("\\$(?:\\{IFS\\}|IFS\\b)(?:\\$9)?");

  /** Names that stand for nothing where they are used to break a word. */
  private static final Pattern NOTHING = Pattern.compile("(?<=[A-Za-z])\\$[@*](?=[A-Za-z])");

  private static final Pattern ANSI_QUOTED = Pattern.compile("\\$'([^']{0,8192})'");
  private static final Pattern BRACES =
      Pattern.compile("(?<![$A-Za-z0-9])\\{([^{}\\s,;]{1,256}(?:,[^{}\\s,;]{0,1024}){1,64}+)\\}");
  private static final Pattern BACKSLASH =
      Pattern.compile(
          "(?<=[A-Za-z])\\\\(?=[A-Za-z]\\\\?[A-Za-z])|(?<![\\\\A-Za-z])\\\\(?=[a-z]{2,16}\\s)");
  private static final Pattern ECHO =
      Pattern.compile(
          "(?:\\$\\(|`)\\s{0,4}(?:echo(?:\\s-[en]{1,2})?|printf)\\s{1,4}['\"]?"
              + "([^'\"`$()|;&<>]{1,4096})['\"]?\\s{0,4}(?:\\)|`)");

  private ShellText() {}

  /** With the values of variables that the text sets. */
  static String withVariables(String text) {
    String ansi = ANSI_QUOTED.matcher(text).replaceAll("'$1'");
    String spaced = NOTHING.matcher(FIELD_SEPARATOR.matcher(ansi).replaceAll(" ")).replaceAll("");
    Map<String, String> values = new HashMap<>();
    Matcher all = SET.matcher(spaced);
    while (values.size() < NAMES && all.find()) {
      String quoted = all.group(2) == null ? all.group(3) : all.group(2);
      values.put(all.group(1), quoted == null ? all.group(4) : quoted);
    }
    return values.isEmpty() ? spaced : substituted(spaced, values);
  }

  private static String substituted(String text, Map<String, String> values) {
    return USE.matcher(text)
        .replaceAll(
            use -> {
              String name = use.group(1) == null ? use.group(2) : use.group(1);
              return Matcher.quoteReplacement(values.getOrDefault(name, use.group()));
            });
  }

  /** {@code {cat,/etc/passwd}} as the words that it makes. */
  static String withoutBraces(String text) {
    return BRACES
        .matcher(text)
        .replaceAll(list -> Matcher.quoteReplacement(list.group(1).replace(',', ' ')));
  }

  /** Without backslashes within and before words. */
  static String withoutBackslashes(String text) {
    return BACKSLASH.matcher(text).replaceAll("");
  }

  /** Without the quotes that stand within a word, such as {@code w'h'oami}. */
  static String withoutInnerQuotes(String text, char quote) {
    StringBuilder plain = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int close = text.charAt(at) == quote ? text.indexOf(quote, at + 1) : -1;
      if (close < 0 || close - at > 64 || !isInWord(text, at, close)) {
        plain.append(text.charAt(at));
        at++;
      } else {
        plain.append(text, at + 1, close);
        at = close + 1;
      }
    }
    return plain.toString();
  }

  /** Whether what is quoted is a piece of a word that goes on before or behind. */
  private static boolean isInWord(String text, int open, int close) {
    for (int i = open + 1; i < close; i++) {
      char c = text.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '/' && c != '.' && c != '-' && c != '_') {
        return false;
      }
    }
    boolean before = open > 0 && isWord(text.charAt(open - 1));
    boolean behind = close + 1 < text.length() && isWord(text.charAt(close + 1));
    return close == open + 1 ? before && behind : before || behind;
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '/';
  }

  /** With what an echo or printf between brackets would say. */
  static String withoutEchoes(String text) {
    return ECHO.matcher(text)
        .replaceAll(echo -> Matcher.quoteReplacement(echo.group(1).stripTrailing()));
  }
}
