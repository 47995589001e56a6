package dev.ring3.search.detect.indicators.read;

import java.io.IOException;
import java.io.InputStream;

/** A way in which files hold indicators. Without state; safe for any thread. */
interface IndicatorFormat {
  /** What people call it. */
  String name();

  /**
   * Whether a file is of this format.
   *
   * @param start the first characters of the file, up to {@link IndicatorFormats#START}
   */
  boolean fits(String start);

  /**
   * Reads a file up to its end, or up to where that is possible.
   *
   * @param in is not closed
   * @throws IOException if the file cannot be read, or holds something else than it seemed
   */
  void read(InputStream in, Taking taking) throws IOException;
}
