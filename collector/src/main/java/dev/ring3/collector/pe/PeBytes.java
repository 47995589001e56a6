package dev.ring3.collector.pe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Numbers and texts at offsets of a file, little-endian. Keeps {@link #PAGES} pages of {@link
 * #PAGE} bytes. For one thread; the channel stays the caller's.
 */
final class PeBytes {
  static final int PAGE = 1 << 14;
  static final int PAGES = 16;

  private final SeekableByteChannel channel;
  private final long size;

  private final Map<Long, byte[]> pages =
      new LinkedHashMap<>(PAGES, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
          return size() > PAGES;
        }
      };

  PeBytes(SeekableByteChannel channel) throws IOException {
    this.channel = channel;
    this.size = channel.size();
  }

  /** Of the whole file. */
  long size() {
    return size;
  }

  int u16(long offset) throws IOException, DamagedPartException {
    return Short.toUnsignedInt(at(offset, Short.BYTES).getShort());
  }

  long u32(long offset) throws IOException, DamagedPartException {
    return Integer.toUnsignedLong(at(offset, Integer.BYTES).getInt());
  }

  long u64(long offset) throws IOException, DamagedPartException {
    return at(offset, Long.BYTES).getLong();
  }

  private ByteBuffer at(long offset, int length) throws IOException, DamagedPartException {
    return ByteBuffer.wrap(bytes(offset, length)).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The bytes there, all of them. */
  byte[] bytes(long offset, int length) throws IOException, DamagedPartException {
    if (offset < 0 || offset > size - length) {
      throw new DamagedPartException(
          length + " bytes at " + offset + " are beyond the end, " + size);
    }
    byte[] bytes = new byte[length];
    int done = 0;
    while (done < length) {
      byte[] page = page((offset + done) / PAGE);
      int from = (int) ((offset + done) % PAGE);
      int count = Math.min(length - done, page.length - from);
      if (count <= 0) {
        throw new DamagedPartException("the file became shorter while it was read");
      }
      System.arraycopy(page, from, bytes, done, count);
      done += count;
    }
    return bytes;
  }

  /** Bytes up to a zero, as Latin-1; what is longer than {@code most} is cut there. */
  String text(long offset, int most) throws IOException, DamagedPartException {
    int length = Math.clamp(size - offset, 0, most);
    byte[] bytes = bytes(offset, length);
    int end = 0;
    while (end < length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
  }

  private byte[] page(long number) throws IOException {
    byte[] known = pages.get(number);
    if (known != null) {
      return known;
    }
    ByteBuffer page = ByteBuffer.allocate((int) Math.min(PAGE, size - number * PAGE));
    channel.position(number * PAGE);
    while (page.hasRemaining() && channel.read(page) >= 0) {
      // Reads until the page is full or the file ends.
    }
    byte[] read = new byte[page.position()];
    System.arraycopy(page.array(), 0, read, 0, read.length);
    pages.put(number, read);
    return read;
  }
}
