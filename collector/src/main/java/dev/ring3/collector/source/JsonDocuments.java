package dev.ring3.collector.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts a stream of JSON into its documents, without understanding them: one object a line (NDJSON),
 * objects one after another with any white space between, or the objects of one top-level array.
 *
 * <p>It follows strings and braces only. Where they cannot belong together (a line break within a
 * string, an object that starts where none may, an end without a start) the document so far is
 * broken, and the next one starts at the next object on a line of its own: so a damaged document
 * costs itself and not its neighbours. Memory: one document, at most {@link #MAX_BYTES}. For one
 * thread; does not close the stream.
 */
final class JsonDocuments {
  /** Size of the longest document in bytes. */
  static final int MAX_BYTES = 32 << 20;

  private static final int BUFFER_BYTES = 1 << 16;

  /**
   * A piece of the stream.
   *
   * @param offset where it starts, in bytes
   * @param text one object; of a broken one its beginning
   * @param problem why it is broken; empty if it may be whole
   */
  record Document(long offset, String text, String problem) {
    boolean broken() {
      return !problem.isEmpty();
    }
  }

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int limit;
  private long offset;

  private byte[] document = new byte[8192];
  private int length;

  JsonDocuments(InputStream in) {
    this.in = in;
  }

  /** The next document, or nothing at the end of the stream. */
  Optional<Document> next() throws IOException {
    int first = toDocument();
    if (first < 0) {
      return Optional.empty();
    }
    long start = offset - 1;
    length = 0;
    if (first != '{') {
      skipLine(first);
      return Optional.of(broken(start, "needs an object {…}, found " + shown()));
    }
    return Optional.of(object(start));
  }

  private Document object(long start) throws IOException {
    append('{');
    int depth = 1;
    int before = '{';
    boolean inString = false;
    boolean escaped = false;
    while (true) {
      int c = read();
      if (c < 0) {
        return broken(start, "ends within the object");
      }
      if (length == MAX_BYTES) {
        skipToLineWithObject();
        return broken(start, "is longer than " + (MAX_BYTES >> 20) + " MB");
      }
      if (!inString && c == '{' && before != ':' && before != ',' && before != '[') {
        unread();
        return broken(start, "another object starts before this one ends");
      }
      append(c);
      if (inString) {
        if (c == '\n') {
          skipToLineWithObject();
          return broken(start, "a string does not end on its line");
        }
        inString = escaped || c != '"';
        escaped = !escaped && c == '\\';
        before = '"';
      } else if (c > ' ') {
        inString = c == '"';
        if (c == '{' || c == '[') {
          depth++;
        } else if (c == '}' || c == ']') {
          depth--;
        }
        if (depth == 0) {
          return new Document(start, text(length), "");
        }
        before = c;
      }
    }
  }

  /** Skips what may stand between documents and returns the first byte of the next one. */
  private int toDocument() throws IOException {
    int c = read();
    while (c >= 0 && (c <= ' ' || c == ',' || c == '[' || c == ']')) {
      c = read();
    }
    return c;
  }

  private void skipLine(int first) throws IOException {
    for (int c = first; c >= 0 && c != '\n'; c = read()) {
      if (length < 200) {
        append(c);
      }
    }
  }

  /** Goes on to a line whose first character starts an object. */
  private void skipToLineWithObject() throws IOException {
    boolean lineStart = document[length - 1] == '\n';
    for (int c = read(); c >= 0; c = read()) {
      if (lineStart && c == '{') {
        unread();
        return;
      }
      lineStart = c == '\n' || (lineStart && c <= ' ');
    }
  }

  private Document broken(long start, String problem) {
    return new Document(start, text(200), problem);
  }

  private String shown() {
    return '"' + text(40).strip() + '"';
  }

  private String text(int atMost) {
    return new String(document, 0, Math.min(length, atMost), StandardCharsets.UTF_8);
  }

  private void append(int c) {
    if (length == document.length) {
      document = Arrays.copyOf(document, length * 2);
    }
    document[length++] = (byte) c;
  }

  private int read() throws IOException {
    if (position == limit) {
      limit = Math.max(0, in.read(buffer, 0, buffer.length));
      position = 0;
      if (limit == 0) {
        return -1;
      }
    }
    offset++;
    return buffer[position++] & 0xff;
  }

  /** Gives the byte read last back; possible because a refill leaves it at index 0. */
  private void unread() {
    position--;
    offset--;
  }
}
