package dev.ring3.collector.deobfuscate.extract;

import java.util.Locale;
import java.util.regex.Pattern;

/** Words that tell of an encoding beside what is encoded. */
final class Announced {
  private static final int REACH = 32;

  /** PowerShell takes any beginning of -EncodedCommand, and / or a dash for the hyphen. */
  private static final Pattern BEFORE =
      Pattern.compile(
          "(?:[-/\u2013\u2014\u2015]e(?:c|n[a-z]{0,14})?\\s{1,4}|"
              + "(?:base64string|atob|b64decode|base64_decode|fromhex|unhexlify)\\s{0,2}\\(\\s{0,2}|"
              + "<<<\\s{0,2}|echo(?:\\s-[en]{1,2})?\\s{1,2}|printf\\s{1,2})['\"]?$");

  private static final Pattern AFTER =
      Pattern.compile("^={0,2}['\"]?\\s{0,3}\\|\\s{0,3}(?:base64|openssl|xxd|python|perl)");

  private Announced() {}

  static boolean before(String text, int start) {
    return BEFORE.matcher(near(text, start - REACH, start)).find();
  }

  static boolean after(String text, int end) {
    return AFTER.matcher(near(text, end, end + REACH)).find();
  }

  private static String near(String text, int from, int to) {
    return text.substring(Math.max(0, from), Math.min(text.length(), to)).toLowerCase(Locale.ROOT);
  }
}
