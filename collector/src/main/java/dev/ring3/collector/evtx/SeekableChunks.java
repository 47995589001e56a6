package dev.ring3.collector.evtx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;

/**
 * Chunks of a file on disk, oldest first.
 *
 * <p>A full log starts again at its first chunk, so the oldest chunk can stand in the middle: the
 * one with the lowest record number. Reading starts there and goes round once. That needs no list
 * of chunks, and no chunk is lost whatever the numbers say.
 */
final class SeekableChunks implements ChunkInput {
  private static final int FIRST_RECORD_END = 16;

  private final SeekableByteChannel channel;
  private final byte[] header;
  private final int count;
  private final boolean startsWithChunk;
  private int next;
  private int left;

  SeekableChunks(SeekableByteChannel channel) throws IOException {
    this.channel = channel;
    header = new byte[(int) Math.min(FileHeader.BLOCK_SIZE, channel.size())];
    readAt(0, header, header.length);
    long content = Math.max(0, channel.size() - FileHeader.BLOCK_SIZE);
    count = Math.toIntExact((content + Chunk.SIZE - 1) / Chunk.SIZE);
    left = count;
    boolean anyChunk = false;
    long lowest = -1; // unsigned: the highest number
    byte[] start = new byte[FIRST_RECORD_END];
    for (int i = 0; i < count; i++) {
      if (readAt(position(i), start, start.length) == start.length
          && Chunk.startsLikeChunk(start, 0)) {
        anyChunk = true;
        long first = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong(8);
        if (Long.compareUnsigned(first, lowest) < 0) {
          lowest = first;
          next = i;
        }
      }
    }
    startsWithChunk = anyChunk;
  }

  @Override
  public byte[] header() {
    return header.clone();
  }

  @Override
  public boolean startsWithChunk() {
    return startsWithChunk;
  }

  @Override
  public boolean next(Chunk chunk) throws IOException {
    if (left == 0) {
      return false;
    }
    int read = readAt(position(next), chunk.bytes(), Chunk.SIZE);
    chunk.filled(read, next, position(next));
    next = (next + 1) % count;
    left--;
    return true;
  }

  private static long position(int chunk) {
    return FileHeader.BLOCK_SIZE + (long) chunk * Chunk.SIZE;
  }

  private int readAt(long position, byte[] into, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(into, 0, length);
    channel.position(position);
    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
      // goes on until the buffer is full or the file ends
    }
    return buffer.position();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
