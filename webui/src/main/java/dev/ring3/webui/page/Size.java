package dev.ring3.webui.page;

import java.util.List;
import java.util.Locale;

/** Sizes as people read them. */
public final class Size {
  private Size() {}

  /** In bytes, or in decimal kB, MB, GB or TB with one digit behind the point. */
  public static String text(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    double size = bytes;
    String unit = "B";
    for (String next : List.of("kB", "MB", "GB", "TB")) {
      if (size >= 1_000) {
        size /= 1_000;
        unit = next;
      }
    }
    return String.format(Locale.ROOT, "%.1f %s", size, unit);
  }
}
