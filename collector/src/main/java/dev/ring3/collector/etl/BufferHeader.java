package dev.ring3.collector.etl;

/**
 * The header of a buffer (WMI_BUFFER_HEADER).
 *
 * @param offset where the buffer starts in the file
 * @param size bytes that it takes in the file, with this header
 * @param used bytes that are filled, with this header; of a compressed buffer, once it is expanded
 * @param sequence number of the buffer in its session
 * @param processor that filled it
 * @param flags bits, of which the constants here are known
 * @param state of the first buffer: the compression format of all
 */
record BufferHeader(
    long offset, int size, int used, long sequence, int processor, int flags, int state) {
  static final int SIZE = 72;

  /** No session can have larger buffers. */
  static final int MAX_BUFFER = 16 << 20;

  static final int EVENTS_LOST = 0x2;
  static final int BUFFER_LOST = 0x4;
  private static final int PROCESSOR_IS_WORD = 0x20;
  private static final int COMPRESSED = 0x40;
  private static final int KNOWN_FLAGS = 0x1ff;
  private static final int MAX_KIND = 16;

  /** Reads a header from the first {@link #SIZE} bytes. */
  static BufferHeader of(byte[] bytes, long offset) {
    int flags = Bytes.u16(bytes, 52);
    boolean word = (flags & PROCESSOR_IS_WORD) != 0;
    return new BufferHeader(
        offset,
        clamp(Bytes.u32(bytes, 0)),
        clamp(Bytes.u32(bytes, 48)),
        Bytes.i64(bytes, 24),
        word ? Bytes.u16(bytes, 40) : Bytes.u8(bytes, 40),
        flags,
        Bytes.i32(bytes, 44));
  }

  private static int clamp(long size) {
    return (int) Math.min(size, Integer.MAX_VALUE);
  }

  /** Whether bytes that start so can be a buffer, as far as its header tells. */
  static boolean plausible(byte[] bytes) {
    BufferHeader header = of(bytes, 0);
    return header.hasSize()
        && header.used >= SIZE
        && header.used <= MAX_BUFFER
        && (header.isCompressed() || header.used <= header.size)
        && (header.flags & ~KNOWN_FLAGS) == 0
        && Bytes.u16(bytes, 54) < MAX_KIND;
  }

  boolean hasSize() {
    return size >= SIZE && size <= MAX_BUFFER;
  }

  boolean isCompressed() {
    return (flags & COMPRESSED) != 0;
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }
}
