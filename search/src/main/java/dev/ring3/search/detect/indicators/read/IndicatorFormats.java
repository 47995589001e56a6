package dev.ring3.search.detect.indicators.read;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The formats of indicator files; the first that fits a file's start reads it. */
public final class IndicatorFormats {
  /** Bytes of a file that decide on its format. */
  static final int START = 4_096;

  /** Bytes of the largest file. */
  public static final long MOST_BYTES = 1L << 30;

  private static final List<IndicatorFormat> FORMATS =
      List.of(
          new StixFormat(),
          new MispFormat(),
          new OpenIocFormat(),
          new CsvFormat(),
          new PlainFormat());

  private static final Pattern JSON = Pattern.compile("\\s*(?:\\{|\\[\\s*\\{)\\s*\"");

  private IndicatorFormats() {}

  /**
   * Reads a file.
   *
   * @return what people call its format
   * @throws IOException if it cannot be read; what was taken before stays taken
   */
  public static String read(Path file, Taking taking) throws IOException {
    long size = Files.size(file);
    if (size > MOST_BYTES) {
      throw new IOException("it has more than " + MOST_BYTES + " bytes: split it");
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      in.mark(START);
      byte[] start = in.readNBytes(START);
      in.reset();
      IndicatorFormat format = of(text(start));
      if (startsWithMark(start)) {
        in.skipNBytes(3);
      }
      format.read(in, taking);
      return format.name();
    }
  }

  private static boolean startsWithMark(byte[] start) {
    return start.length >= 3
        && start[0] == (byte) 0xef
        && start[1] == (byte) 0xbb
        && start[2] == (byte) 0xbf;
  }

  private static String text(byte[] start) {
    String text = new String(start, StandardCharsets.UTF_8);
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  static IndicatorFormat of(String start) throws IOException {
    boolean isKnown = FORMATS.subList(0, 2).stream().anyMatch(format -> format.fits(start));
    if (!isKnown && JSON.matcher(start).lookingAt()) {
      throw new IOException("it is JSON, and no STIX bundle and no MISP event");
    }
    return FORMATS.stream().filter(format -> format.fits(start)).findFirst().orElseThrow();
  }
}
