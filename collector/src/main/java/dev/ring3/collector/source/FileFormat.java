package dev.ring3.collector.source;

import java.io.IOException;
import java.util.function.Consumer;

/** A format of files. Instances have no state and are safe for any thread. */
interface FileFormat {
  /** How many bytes of a file {@link #recognises} may ask for. */
  int HEAD_BYTES = 8192;

  /** What people call the format. */
  String name();

  /**
   * Whether a file that starts with these bytes is of this format.
   *
   * @param head the first {@link #HEAD_BYTES} bytes, or all of a shorter file
   */
  boolean recognises(byte[] head);

  /**
   * Hands over every item of the content.
   *
   * @throws IOException if reading fails; what came before has been handed over
   */
  void read(Content content, Consumer<SourceItem> items) throws IOException;
}
