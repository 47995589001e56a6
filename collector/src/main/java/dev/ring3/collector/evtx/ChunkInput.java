package dev.ring3.collector.evtx;

import java.io.Closeable;
import java.io.IOException;

/** Where a file's chunks come from, one after the other. */
sealed interface ChunkInput extends Closeable permits SeekableChunks, StreamedChunks {
  /**
   * The first bytes of the file, up to {@link FileHeader#BLOCK_SIZE}; shorter only if the file is.
   */
  byte[] header();

  /** Whether a chunk stands where one must be: then it is an event log whatever the header says. */
  boolean startsWithChunk();

  /**
   * Fills in the next chunk.
   *
   * @return false if there is none
   */
  boolean next(Chunk chunk) throws IOException;
}
