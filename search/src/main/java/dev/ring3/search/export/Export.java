package dev.ring3.search.export;

import dev.ring3.collector.event.Event;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/**
 * One export while it is written, as UTF-8. For one thread.
 *
 * <p>The target is flushed on close but stays open.
 */
public final class Export implements Consumer<Event>, AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final ExportFormat format;
  private final List<Column> columns;
  private final MessageDigest digest;
  private final Writer out;
  private final EventSink sink;
  private long count;
  private boolean closed;
  private String hash = "";

  /**
   * @param columns what of each event; none for the format's usual ones
   */
  public Export(ExportFormat format, List<Column> columns, OutputStream target) {
    this.format = format;
    this.columns = List.copyOf(columns);
    this.digest = digest();
    this.out =
        new BufferedWriter(
            new OutputStreamWriter(new DigestOutputStream(target, digest), StandardCharsets.UTF_8),
            BUFFER);
    this.sink = format.open(out, columns);
  }

  /**
   * Writes an event.
   *
   * @throws UncheckedIOException if the target takes no more
   */
  @Override
  public void accept(Event event) {
    try {
      sink.write(event);
      count++;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Events written so far. */
  public long count() {
    return count;
  }

  /** Ends the export and flushes the target. */
  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      sink.close();
      out.flush();
      hash = HexFormat.of().formatHex(digest.digest());
    }
  }

  ExportFormat format() {
    return format;
  }

  List<Column> columns() {
    return columns;
  }

  /**
   * The SHA-256 of all bytes, in hexadecimal.
   *
   * @throws IllegalStateException before {@link #close}
   */
  public String sha256() {
    if (!closed) {
      throw new IllegalStateException("the export has not ended");
    }
    return hash;
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
