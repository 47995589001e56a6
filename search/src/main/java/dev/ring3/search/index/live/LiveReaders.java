package dev.ring3.search.index.live;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;

/** The live events as they can be read now. Safe for any thread. */
public interface LiveReaders extends AutoCloseable {
  /** What people and references call the live events: no case can have this name. */
  String NAME = "live";

  /** Whether there is anything, be it empty. */
  boolean exist();

  /**
   * A reader of each slice, oldest first. The caller owes each a {@code decRef}.
   *
   * @throws IOException if a slice cannot be read; the others are released then
   */
  List<DirectoryReader> acquire() throws IOException;

  /** Bytes of all slices on disk. */
  long bytes() throws IOException;

  @Override
  void close();
}
