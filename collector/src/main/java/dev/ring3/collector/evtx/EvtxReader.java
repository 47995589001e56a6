package dev.ring3.collector.evtx;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a Windows event log file (EVTX).
 *
 * <p>Holds one chunk of 64 KB at a time, whatever the file's size. Belongs to one thread. Closing
 * the reader closes what it reads from.
 */
public final class EvtxReader implements Closeable {
  private final ChunkInput input;
  private final Chunk chunk = new Chunk();
  private final ChunkReader records;
  private final Queue<EvtxItem> pending = new ArrayDeque<>();
  private boolean inChunk;

  private EvtxReader(String file, ChunkInput input) throws NotEvtxException {
    this.input = input;
    records = new ChunkReader(file, chunk);
    byte[] header = input.header();
    if (!FileHeader.hasMagic(header) && !input.startsWithChunk()) {
      throw new NotEvtxException(
          file
              + " is no EVTX file: it needs to start with ElfFile, or to hold a chunk at offset "
              + FileHeader.BLOCK_SIZE);
    }
    for (String problem : FileHeader.problems(header)) {
      pending.add(new EvtxDamage(file, 0, null, null, problem));
    }
  }

  /**
   * Opens a file. Its chunks are read oldest first.
   *
   * @throws NotEvtxException if the content is no event log
   */
  public static EvtxReader open(Path path) throws IOException {
    return open(path.toString(), Files.newByteChannel(path));
  }

  /**
   * Reads from a channel, which it owns from now on. Chunks are read oldest first.
   *
   * @param file what damages call the file
   * @throws NotEvtxException if the content is no event log; the channel is closed then
   */
  public static EvtxReader open(String file, SeekableByteChannel channel) throws IOException {
    try {
      return new EvtxReader(file, new SeekableChunks(channel));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Reads from a stream, which it owns from now on. Chunks are read in the order of the file.
   *
   * @param file what damages call the file
   * @throws NotEvtxException if the content is no event log; the stream is closed then
   */
  public static EvtxReader open(String file, InputStream stream) throws IOException {
    try {
      return new EvtxReader(file, new StreamedChunks(stream));
    } catch (IOException | RuntimeException e) {
      stream.close();
      throw e;
    }
  }

  /** Whether a file that starts so is an event log, as far as its first bytes tell. */
  public static boolean looksLikeEvtx(byte[] head) {
    return FileHeader.hasMagic(head) || Chunk.startsLikeChunk(head, FileHeader.BLOCK_SIZE);
  }

  /**
   * The next record or damage; empty at the end of the file.
   *
   * @throws IOException if the file cannot be read, never because of its content
   */
  public Optional<EvtxItem> next() throws IOException {
    while (pending.isEmpty()) {
      if (inChunk) {
        @Nullable EvtxItem item = records.next();
        if (item != null) {
          return Optional.of(item);
        }
        inChunk = false;
      } else if (!input.next(chunk)) {
        return Optional.empty();
      } else if (chunk.hasMagic() || !chunk.isZero(0, chunk.length())) { // else it was never used
        records.begin();
        inChunk = true;
      }
    }
    return Optional.of(pending.remove());
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
