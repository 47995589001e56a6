package dev.ring3.etw;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/** GUIDs as Windows keeps them: three little-endian numbers, then eight bytes in order. */
final class Guids {
  static final int SIZE = 16;

  private Guids() {}

  /** Reads one from a little-endian buffer at that place. */
  static UUID read(ByteBuffer bytes, int at) {
    long first = bytes.getInt(at) & 0xffff_ffffL;
    long second = bytes.getShort(at + 4) & 0xffffL;
    long third = bytes.getShort(at + 6) & 0xffffL;
    long rest = bytes.getLong(at + 8);
    return new UUID(
        first << 32 | second << 16 | third,
        bytes.order() == ByteOrder.LITTLE_ENDIAN ? Long.reverseBytes(rest) : rest);
  }

  /** Puts one into a little-endian buffer. */
  static void write(ByteBuffer bytes, UUID guid) {
    long high = guid.getMostSignificantBits();
    bytes.putInt((int) (high >>> 32)).putShort((short) (high >>> 16)).putShort((short) high);
    bytes.putLong(Long.reverseBytes(guid.getLeastSignificantBits()));
  }
}
