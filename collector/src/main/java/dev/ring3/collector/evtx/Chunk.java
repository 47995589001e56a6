package dev.ring3.collector.evtx;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * The bytes of the chunk being read, with its header. The one buffer of a reader, filled again for
 * every chunk. All numbers are little-endian; offsets count from the chunk's start.
 */
final class Chunk {
  static final int SIZE = 65_536;
  static final int HEADER_SIZE = 512;

  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);
  private static final byte[] MAGIC = "ElfChnk\0".getBytes(StandardCharsets.US_ASCII);
  private static final int FREE_SPACE = 48;
  private static final int DATA_CHECKSUM = 52;
  private static final int FLAGS = 120;
  private static final int FLAG_NO_CHECKSUM = 4;
  private static final int HEADER_CHECKSUM = 124;
  private static final int TABLES = 128;

  private final byte[] bytes = new byte[SIZE];
  private int length;
  private int number;
  private long position;

  private static VarHandle view(Class<?> type) {
    return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.LITTLE_ENDIAN);
  }

  static boolean startsLikeChunk(byte[] content, int offset) {
    return content.length - offset >= MAGIC.length
        && Arrays.equals(content, offset, offset + MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /** The buffer to fill. Afterwards call {@link #filled}. */
  byte[] bytes() {
    return bytes;
  }

  /**
   * @param count bytes of the buffer that hold content
   * @param chunkNumber number of the chunk in the file, from 0
   * @param filePosition where the chunk starts in the file
   */
  void filled(int count, int chunkNumber, long filePosition) {
    length = count;
    number = chunkNumber;
    position = filePosition;
    Arrays.fill(bytes, count, SIZE, (byte) 0);
  }

  int length() {
    return length;
  }

  int number() {
    return number;
  }

  long position() {
    return position;
  }

  int u8(int offset) {
    return bytes[offset] & 0xff;
  }

  int u16(int offset) {
    return (short) SHORT.get(bytes, offset) & 0xffff;
  }

  int i32(int offset) {
    return (int) INT.get(bytes, offset);
  }

  long u32(int offset) {
    return i32(offset) & 0xffff_ffffL;
  }

  long i64(int offset) {
    return (long) LONG.get(bytes, offset);
  }

  boolean hasMagic() {
    return startsLikeChunk(bytes, 0);
  }

  boolean isZero(int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Where the records end, as the header says. */
  long freeSpace() {
    return u32(FREE_SPACE);
  }

  boolean hasChecksums() {
    return (i32(FLAGS) & FLAG_NO_CHECKSUM) == 0;
  }

  long headerChecksum() {
    return u32(HEADER_CHECKSUM);
  }

  long computeHeaderChecksum() {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, FLAGS);
    crc.update(bytes, TABLES, HEADER_SIZE - TABLES);
    return crc.getValue();
  }

  long dataChecksum() {
    return u32(DATA_CHECKSUM);
  }

  long computeDataChecksum(int end) {
    CRC32 crc = new CRC32();
    crc.update(bytes, HEADER_SIZE, end - HEADER_SIZE);
    return crc.getValue();
  }
}
