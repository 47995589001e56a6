package dev.ring3.collector.evtx;

import java.io.IOException;
import java.io.InputStream;

/** Chunks of a file that can only be read once from start to end, in that order. */
final class StreamedChunks implements ChunkInput {
  private final InputStream input;
  private final byte[] header;
  private final byte[] ahead;
  private int aheadLength;
  private int number;

  StreamedChunks(InputStream input) throws IOException {
    this.input = input;
    header = input.readNBytes(FileHeader.BLOCK_SIZE);
    ahead = new byte[Chunk.SIZE];
    aheadLength = input.readNBytes(ahead, 0, Chunk.SIZE);
  }

  @Override
  public byte[] header() {
    return header.clone();
  }

  @Override
  public boolean startsWithChunk() {
    return Chunk.startsLikeChunk(ahead, 0);
  }

  @Override
  public boolean next(Chunk chunk) throws IOException {
    if (aheadLength == 0) {
      return false;
    }
    System.arraycopy(ahead, 0, chunk.bytes(), 0, aheadLength);
    chunk.filled(aheadLength, number, FileHeader.BLOCK_SIZE + (long) number * Chunk.SIZE);
    number++;
    aheadLength = input.readNBytes(ahead, 0, Chunk.SIZE);
    return true;
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
