package dev.ring3.collector.source;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of UTF-8 text with their places. For one thread; the caller closes the stream. */
final class TextLines {
  /** Bytes of one line; a longer one is cut there. */
  static final int MAX_BYTES = 1 << 20;

  private final InputStream in;
  private long offset;

  TextLines(InputStream in) {
    this.in = in.markSupported() ? in : new BufferedInputStream(in, 1 << 16);
  }

  /**
   * A line.
   *
   * @param offset where it starts, in bytes
   * @param text without its end
   */
  record Line(long offset, String text) {}

  /** The next line; empty at the end. */
  Optional<Line> next() throws IOException {
    long start = offset;
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    for (int b = in.read(); b >= 0; b = in.read()) {
      offset++;
      if (b == '\n') {
        return Optional.of(line(start, line));
      }
      if (line.size() < MAX_BYTES) {
        line.write(b);
      }
    }
    return line.size() == 0 ? Optional.empty() : Optional.of(line(start, line));
  }

  private static Line line(long start, ByteArrayOutputStream bytes) {
    String text = bytes.toString(StandardCharsets.UTF_8);
    return new Line(start, text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }
}
