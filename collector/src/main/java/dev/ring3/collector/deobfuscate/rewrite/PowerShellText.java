package dev.ring3.collector.deobfuscate.rewrite;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What PowerShell passes over, and its variables. */
final class PowerShellText {
  /** Variables that every session has, of which pieces are taken to spell words. */
  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("pshome", "C:\\Windows\\System32\\WindowsPowerShell\\v1.0"),
          Map.entry("shellid", "Microsoft.PowerShell"),
          Map.entry("verbosepreference", "SilentlyContinue"),
          Map.entry("debugpreference", "SilentlyContinue"),
          Map.entry("warningpreference", "Continue"),
          Map.entry("erroractionpreference", "Continue"),
          Map.entry("confirmpreference", "High"));

  private static final int NAMES = 64;

  /** Characters after which variables stay as they are: each may stand for thousands. */
  private static final int LONGEST = 65_536;

  private static final Pattern TICK_IN_WORD = Pattern.compile("[A-Za-z]`[A-Za-z]|`[A-Za-z]`");
  private static final Pattern SET =
      Pattern.compile("\\$\\{?([A-Za-z_][A-Za-z0-9_]{0,63})\\}?\\s{0,4}=\\s{0,4}'([^']{0,8192}+)'");
  private static final Pattern USE =
      Pattern.compile(
          "\\$(?:(?:\\{env:|env:)([A-Za-z_][A-Za-z0-9_()]{0,63})\\}?"
              + "|\\{?([A-Za-z_][A-Za-z0-9_]{0,63})\\}?)(?:\\.tostring\\(\\))?(?!\\s{0,4}[+*/-]?=)",
          Pattern.CASE_INSENSITIVE);

  private PowerShellText() {}

  /** Without the backticks, if one stands within a word. */
  static String withoutBackticks(String text) {
    if (!TICK_IN_WORD.matcher(text).find()) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      boolean isTick = text.charAt(at) == '`' && at + 1 < text.length();
      char sign = text.charAt(isTick ? at + 1 : at);
      plain.append(isTick && "nrt".indexOf(sign) >= 0 ? ' ' : sign);
      at += isTick ? 2 : 1;
    }
    return plain.toString();
  }

  /** With the values of variables that the text sets to a string, or that every session has. */
  static String withVariables(String text) {
    Map<String, String> values = new HashMap<>();
    Matcher all = SET.matcher(text);
    while (values.size() < NAMES && all.find()) {
      values.put(all.group(1).toLowerCase(Locale.ROOT), all.group(2));
    }
    StringBuilder plain = new StringBuilder(text.length());
    Matcher uses = USE.matcher(text);
    int done = 0;
    boolean isQuoted = false;
    while (uses.find() && plain.length() <= LONGEST) {
      String before = text.substring(done, uses.start());
      isQuoted ^= before.chars().filter(c -> c == '"').count() % 2 == 1;
      plain.append(before);
      String value = value(uses, values);
      if (value == null) {
        plain.append(uses.group());
      } else if (isQuoted) {
        plain.append(value);
      } else {
        plain.append('\'').append(value).append('\'');
      }
      done = uses.end();
    }
    return plain.append(text, done, text.length()).toString();
  }

  private static @Nullable String value(Matcher use, Map<String, String> values) {
    if (use.group(1) != null) {
      return CmdVariables.KNOWN.get(use.group(1).toLowerCase(Locale.ROOT));
    }
    String name = use.group(2).toLowerCase(Locale.ROOT);
    return values.getOrDefault(name, KNOWN.get(name));
  }
}
