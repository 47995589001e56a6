package dev.ring3.collector.decode.etw.schema;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Foreign metadata, read from the front. Reading past the end throws {@link
 * BufferUnderflowException} or {@link IndexOutOfBoundsException}; whoever reads catches both.
 */
final class SchemaBytes {
  private final ByteBuffer bytes;

  SchemaBytes(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  boolean hasMore() {
    return bytes.hasRemaining();
  }

  int u8() {
    return bytes.get() & 0xff;
  }

  int u16() {
    return bytes.getShort() & 0xffff;
  }

  void skip(int count) {
    bytes.position(Math.addExact(bytes.position(), count));
  }

  int u16(int at) {
    return bytes.getShort(at) & 0xffff;
  }

  int i32(int at) {
    return bytes.getInt(at);
  }

  UUID guid(int at) {
    long high = ((long) i32(at) << 32) | ((long) u16(at + 4) << 16) | u16(at + 6);
    return new UUID(high, Long.reverseBytes(bytes.getLong(at + 8)));
  }

  /** UTF-8 up to a zero. */
  String utf8() {
    int start = bytes.position();
    int end = start;
    while (bytes.get(end) != 0) {
      end++;
    }
    bytes.position(end + 1);
    return new String(bytes.array(), start, end - start, StandardCharsets.UTF_8);
  }

  /** UTF-16 from there up to a zero. */
  String utf16(int at) {
    int end = at;
    while (u16(end) != 0) {
      end += 2;
    }
    return new String(bytes.array(), at, end - at, StandardCharsets.UTF_16LE);
  }
}
