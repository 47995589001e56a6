package dev.ring3.collector.respond.file;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/**
 * Something that is written for a collection and is no file of the host.
 *
 * @param name its path in the zip file, with slashes
 */
public record Document(String name, Content content) {
  /** Bytes of one at most. */
  public static final long MAX_BYTES = 1L << 30;

  public Document {
    Objects.requireNonNull(name);
    Objects.requireNonNull(content);
  }

  /** What is in it. */
  public interface Content {
    /**
     * Writes it.
     *
     * @param out stays open; refuses more than {@link #MAX_BYTES}
     * @throws IOException if it can't be had; what was written by then stays, and is told as a part
     */
    void writeTo(OutputStream out) throws IOException;
  }
}
