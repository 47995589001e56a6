package dev.ring3.collector.etl;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where the buffers of a file are, found by going from header to header. Behind a header that
 * cannot be one, the next is looked for.
 *
 * @param buffers in the order of the file
 * @param damages what was in the way
 */
record BufferIndex(List<BufferHeader> buffers, List<EtlDamage> damages) {
  private static final int WINDOW = 1 << 16;

  BufferIndex {
    buffers = List.copyOf(buffers);
    damages = List.copyOf(damages);
  }

  static BufferIndex of(SeekableByteChannel channel) throws IOException {
    Walk walk = new Walk(channel);
    walk.run();
    return new BufferIndex(walk.buffers, walk.damages);
  }

  /** Reads up to {@code length} bytes from that place; fewer at the file's end. */
  static byte[] read(SeekableByteChannel channel, long offset, int length) throws IOException {
    long there = Math.max(0, channel.size() - offset);
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(length, there));
    channel.position(offset);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // a channel may give less than it is asked for
    }
    byte[] read = bytes.array();
    return bytes.hasRemaining() ? Arrays.copyOf(read, bytes.position()) : read;
  }

  private static final class Walk {
    private final SeekableByteChannel channel;
    private final List<BufferHeader> buffers = new ArrayList<>();
    private final List<EtlDamage> damages = new ArrayList<>();

    Walk(SeekableByteChannel channel) {
      this.channel = channel;
    }

    void run() throws IOException {
      long size = channel.size();
      long at = 0;
      while (at < size) {
        byte[] bytes = read(channel, at, BufferHeader.SIZE);
        if (bytes.length < BufferHeader.SIZE) {
          damages.add(
              new EtlDamage(
                  at,
                  "a buffer header needs " + BufferHeader.SIZE + " bytes, has " + bytes.length));
          return;
        }
        BufferHeader header = BufferHeader.of(bytes, at);
        if (header.hasSize() && (at == 0 || BufferHeader.plausible(bytes))) {
          buffers.add(header);
          at += header.size();
          continue;
        }
        Optional<Long> next = next(at + 8);
        damages.add(new EtlDamage(at, problem(header, next)));
        if (next.isEmpty()) {
          return;
        }
        at = next.get();
      }
    }

    private static String problem(BufferHeader header, Optional<Long> next) {
      return "a buffer header needs sizes of "
          + BufferHeader.SIZE
          + " to "
          + BufferHeader.MAX_BUFFER
          + " bytes and known flags, has sizes "
          + header.size()
          + " and "
          + header.used()
          + " and flags 0x"
          + Integer.toHexString(header.flags())
          + (next.isEmpty() ? "; no buffer follows" : "; the next is at offset " + next.get());
    }

    /**
     * The next place from there on that looks like a buffer. Where buffers have one size, only
     * multiples of it can be one; compressed ones can start anywhere.
     */
    private Optional<Long> next(long from) throws IOException {
      boolean anywhere = buffers.stream().anyMatch(BufferHeader::isCompressed);
      int step = anywhere || buffers.isEmpty() ? 1 : buffers.getFirst().size();
      long start = (from + step - 1) / step * step;
      if (step > 1) {
        return everyStep(start, step);
      }
      long size = channel.size();
      for (long at = start; at + BufferHeader.SIZE <= size; at += WINDOW) {
        byte[] window = read(channel, at, WINDOW + BufferHeader.SIZE);
        for (int i = 0; i < WINDOW && i + BufferHeader.SIZE <= window.length; i++) {
          if (isBuffer(window, i, at + i)) {
            return Optional.of(at + i);
          }
        }
      }
      return Optional.empty();
    }

    private Optional<Long> everyStep(long start, int step) throws IOException {
      long size = channel.size();
      for (long at = start; at + BufferHeader.SIZE <= size; at += step) {
        if (isBuffer(read(channel, at, BufferHeader.SIZE), 0, at)) {
          return Optional.of(at);
        }
      }
      return Optional.empty();
    }

    /** Whether there is a buffer which another or the file's end follows. */
    private boolean isBuffer(byte[] bytes, int from, long offset) throws IOException {
      int size = Bytes.i32(bytes, from);
      if (size < BufferHeader.SIZE || size > BufferHeader.MAX_BUFFER) {
        return false;
      }
      byte[] header = Arrays.copyOfRange(bytes, from, from + BufferHeader.SIZE);
      long end = offset + size;
      if (!BufferHeader.plausible(header) || end > channel.size()) {
        return false;
      }
      byte[] follower = read(channel, end, BufferHeader.SIZE);
      return follower.length < BufferHeader.SIZE || BufferHeader.plausible(follower);
    }
  }
}
