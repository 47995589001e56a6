package dev.ring3.collector.deobfuscate.rewrite;

import java.util.regex.Pattern;

/** What cmd.exe passes over. */
final class CmdText {
  /** A caret elsewhere is as often meant: in an expression, before a sign that is to be said. */
  private static final Pattern WITHIN_WORD = Pattern.compile("[A-Za-z0-9]\\^[A-Za-z0-9^]");

  private CmdText() {}

  /** Without carets, if one stands within a word. */
  static String withoutCarets(String text) {
    if (!WITHIN_WORD.matcher(text).find()) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      boolean isCaret = text.charAt(at) == '^' && at + 1 < text.length();
      plain.append(text.charAt(isCaret ? at + 1 : at));
      at += isCaret ? 2 : 1;
    }
    return plain.toString();
  }

  /** Without the quotes that stand within a word, such as {@code po""wershell}. */
  static String withoutInnerQuotes(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int after = text.startsWith("\"\"", at) ? at + 2 : at + 1;
      if (text.charAt(at) == '"' && isInWord(plain, text, after)) {
        at = after;
      } else {
        plain.append(text.charAt(at));
        at++;
      }
    }
    return plain.toString();
  }

  private static boolean isInWord(StringBuilder before, String text, int after) {
    return !before.isEmpty()
        && Character.isLetterOrDigit(before.charAt(before.length() - 1))
        && after < text.length()
        && Character.isLetterOrDigit(text.charAt(after));
  }
}
