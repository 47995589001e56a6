package dev.ring3.search.detect.indicators.value;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Indicators as people write them. */
public final class Written {
  private static final Pattern DOT =
      Pattern.compile("\\[\\.]|\\(\\.\\)|\\{\\.}|\\[dot]|\\(dot\\)", Pattern.CASE_INSENSITIVE);
  private static final Pattern SCHEME =
      Pattern.compile("^(?:h[x*]{2}p|hxp|meow)(s?)(?=\\[?:)", Pattern.CASE_INSENSITIVE);
  private static final Pattern COLON = Pattern.compile("\\[:(//)?]|\\(:\\)");

  /** Endings by which a bare word with a dot is a file, and not a domain. */
  private static final Set<String> FILE_ENDINGS =
      Set.of(
          "exe", "dll", "sys", "ps1", "bat", "cmd", "vbs", "js", "hta", "scr", "lnk", "doc", "docx",
          "xls", "xlsx", "xlsm", "docm", "rtf", "pdf", "jar", "iso", "img", "msi", "tmp", "dat",
          "bin", "elf", "ocx", "cpl", "wsf", "chm", "7z", "rar", "cab", "txt", "log", "php", "aspx",
          "jsp", "inf", "reg", "ko", "vhd", "msc", "gz", "tar", "swf", "one");

  private Written() {}

  /** The text as it was before somebody made it harmless: {@code hxxp://a[.]b} is http://a.b. */
  public static String mended(String text) {
    String plain = text.strip();
    if (plain.length() > Indicator.LONGEST) {
      return plain;
    }
    plain = COLON.matcher(SCHEME.matcher(plain).replaceFirst("http$1")).replaceAll(":$1");
    return DOT.matcher(plain).replaceAll(".").replace("[/]", "/");
  }

  /** The kind that a mended text looks like. */
  public static Optional<IndicatorType> type(String mended) {
    for (IndicatorType type : IndicatorType.values()) {
      boolean fits =
          switch (type) {
            case HASH, NETWORK, ADDRESS, URL, REGISTRY, PIPE, PATH ->
                type.normal(mended).isPresent();
            case DOMAIN -> !isFile(mended) && type.normal(mended).isPresent();
            case NAME -> isFile(mended) && type.normal(mended).isPresent();
            case MUTEX -> false;
          };
      if (fits) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  private static boolean isFile(String text) {
    int dot = text.lastIndexOf('.');
    return dot > 0 && FILE_ENDINGS.contains(text.substring(dot + 1).toLowerCase(Locale.ROOT));
  }
}
