package dev.ring3.collector.deobfuscate.rewrite;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Variables of cmd.exe: those that every Windows has, and those that the text itself sets. With
 * parts ({@code %NAME:~2,3%}) and replacements ({@code %NAME:a=b%}).
 */
final class CmdVariables {
  /** Values of a usual installation. */
  static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("allusersprofile", "C:\\ProgramData"),
          Map.entry("commonprogramfiles", "C:\\Program Files\\Common Files"),
          Map.entry("comspec", "C:\\Windows\\system32\\cmd.exe"),
          Map.entry("os", "Windows_NT"),
          Map.entry("pathext", ".COM;.EXE;.BAT;.CMD;.VBS;.VBE;.JS;.JSE;.WSF;.WSH;.MSC"),
          Map.entry("programdata", "C:\\ProgramData"),
          Map.entry("programfiles", "C:\\Program Files"),
          Map.entry("programfiles(x86)", "C:\\Program Files (x86)"),
          Map.entry("programw6432", "C:\\Program Files"),
          Map.entry(
              "psmodulepath",
              "C:\\Program Files\\WindowsPowerShell\\Modules;"
                  + "C:\\Windows\\system32\\WindowsPowerShell\\v1.0\\Modules"),
          Map.entry("public", "C:\\Users\\Public"),
          Map.entry("systemdrive", "C:"),
          Map.entry("systemroot", "C:\\Windows"),
          Map.entry("windir", "C:\\Windows"));

  private static final int NAMES = 64;
  private static final Pattern SET =
      Pattern.compile(
          "(?i)\\bset\\s{1,8}\"?([A-Za-z_][A-Za-z0-9_]{0,63})=([^&|\\r\\n\"%!]{0,4096})");
  private static final Pattern USE =
      Pattern.compile(
          "([%!])([A-Za-z_][A-Za-z0-9_()]{0,63})"
              + "(?::~(-?[0-9]{1,5})(?:,(-?[0-9]{1,5}))?|:([^=%!]{1,64})=([^%!]{0,64}))?\\1");

  private CmdVariables() {}

  /** With the values of the variables between two {@code mark}s. */
  static String expand(String text, char mark) {
    Map<String, String> set = set(text);
    return USE.matcher(text)
        .replaceAll(
            use -> {
              String value = use.group(1).charAt(0) == mark ? value(use, set) : null;
              return Matcher.quoteReplacement(value == null ? use.group() : value);
            });
  }

  private static Map<String, String> set(String text) {
    Map<String, String> values = new HashMap<>();
    Matcher all = SET.matcher(text);
    while (values.size() < NAMES && all.find()) {
      values.put(all.group(1).toLowerCase(Locale.ROOT), all.group(2));
    }
    return values;
  }

  private static @Nullable String value(MatchResult use, Map<String, String> set) {
    String name = use.group(2).toLowerCase(Locale.ROOT);
    String value = set.getOrDefault(name, KNOWN.get(name));
    if (value == null) {
      return null;
    }
    if (use.group(3) != null) {
      return part(value, Integer.parseInt(use.group(3)), use.group(4));
    }
    return use.group(5) == null ? value : replaced(value, use.group(5), use.group(6));
  }

  /** As {@code set /?} says it: from a place, or from the end; so many, or until before the end. */
  private static String part(String value, int from, @Nullable String count) {
    int start = Math.clamp(from < 0 ? value.length() + from : from, 0, value.length());
    int length = count == null ? value.length() : Integer.parseInt(count);
    int end = length < 0 ? value.length() + length : (int) Math.min((long) start + length, 1 << 20);
    return start >= end ? "" : value.substring(start, Math.min(end, value.length()));
  }

  private static String replaced(String value, String what, String by) {
    return Pattern.compile(Pattern.quote(what), Pattern.CASE_INSENSITIVE)
        .matcher(value)
        .replaceAll(Matcher.quoteReplacement(by));
  }
}
