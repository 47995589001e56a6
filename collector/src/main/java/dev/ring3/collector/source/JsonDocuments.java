package dev.ring3.collector.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
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

  /** A piece of the stream. */
  sealed interface Piece {
    /** Where it starts, in bytes. */
    long offset();
  }

  /** One object, in UTF-8; valid until the next piece is asked for. */
  record Whole(long offset, ByteBuffer json) implements Piece {}

  /** What cannot be an object; the problem is a phrase for people. */
  record Broken(long offset, String problem) implements Piece {}

  /** The bytes of a string that are more than a part of it. */
  private static final boolean[] SPECIAL = new boolean[256];

  static {
    SPECIAL['"'] = true;
    SPECIAL['\\'] = true;
    SPECIAL['\n'] = true;
  }

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int limit;
  private long passed;

  private byte[] document = new byte[8192];
  private int length;

  JsonDocuments(InputStream in) {
    this.in = in;
  }

  /** The next piece, or nothing at the end of the stream. */
  Optional<Piece> next() throws IOException {
    int first = toDocument();
    if (first < 0) {
      return Optional.empty();
    }
    long start = offset() - 1;
    length = 0;
    if (first != '{') {
      skipLine(first);
      return Optional.of(new Broken(start, "needs an object {…}, found " + shown()));
    }
    return Optional.of(object(start));
  }

  private Piece object(long start) throws IOException {
    append('{');
    int depth = 1;
    int before = '{';
    while (true) {
      int c = read();
      if (c < 0) {
        return new Broken(start, "ends within the object");
      }
      if (length >= MAX_BYTES) {
        skipToLineWithObject();
        return new Broken(start, "is longer than " + (MAX_BYTES >> 20) + " MB");
      }
      if (c == '{' && before != ':' && before != ',' && before != '[') {
        unread();
        return new Broken(start, "another object starts before this one ends");
      }
      append(c);
      if (c == '"' && !string()) {
        boolean atEnd = limit == 0;
        skipToLineWithObject();
        return new Broken(
            start, atEnd ? "ends within the object" : "a string does not end on its line");
      }
      if (c == '{' || c == '[') {
        depth++;
      } else if ((c == '}' || c == ']') && --depth == 0) {
        return new Whole(start, ByteBuffer.wrap(document, 0, length));
      }
      before = c > ' ' ? c : before;
    }
  }

  /** Takes the rest of a string; whether it ends before its line, the stream or the limit does. */
  private boolean string() throws IOException {
    while (length < MAX_BYTES) {
      if (position == limit && !refill()) {
        return false;
      }
      int from = position;
      int to = Math.min(limit, from + MAX_BYTES - length);
      int at = from;
      while (at < to && !SPECIAL[buffer[at] & 0xff]) {
        at++;
      }
      position = at < to ? at + 1 : to;
      append(from, position - from);
      if (at < to) {
        byte special = buffer[at];
        if (special != '\\') {
          return special == '"';
        }
        if (!escaped()) {
          return false;
        }
      }
    }
    return false;
  }

  /** Takes the byte behind a backslash; whether it is on the same line. */
  private boolean escaped() throws IOException {
    int c = read();
    if (c < 0) {
      return false;
    }
    append(c);
    return c != '\n';
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

  private void append(int from, int count) {
    if (length + count > document.length) {
      document = Arrays.copyOf(document, Math.max(document.length * 2, length + count));
    }
    System.arraycopy(buffer, from, document, length, count);
    length += count;
  }

  private int read() throws IOException {
    return position == limit && !refill() ? -1 : buffer[position++] & 0xff;
  }

  private boolean refill() throws IOException {
    passed += limit;
    limit = Math.max(0, in.read(buffer, 0, buffer.length));
    position = 0;
    return limit > 0;
  }

  /** Where the next byte is in the stream. */
  private long offset() {
    return passed + position;
  }

  /** Gives the byte read last back; possible because a refill leaves it at index 0. */
  private void unread() {
    position--;
  }
}
