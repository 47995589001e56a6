package dev.ring3.collector.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Bytes in this machine's order, each reading checked. */
final class NativeBytes {
  private final ByteBuffer buffer;
  private final String what;

  /**
   * @param what the bytes are, for errors
   */
  NativeBytes(byte[] bytes, String what) {
    this.buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    this.what = what;
  }

  int length() {
    return buffer.capacity();
  }

  private void need(int at, int count) throws DecodeException {
    if (at < 0 || count < 0 || at > buffer.capacity() - count) {
      throw new DecodeException(
          what + ": need " + count + " bytes at " + at + ", have " + buffer.capacity());
    }
  }

  int u8(int at) throws DecodeException {
    need(at, 1);
    return buffer.get(at) & 0xff;
  }

  int u16(int at) throws DecodeException {
    need(at, 2);
    return buffer.getShort(at) & 0xffff;
  }

  /** Sixteen bits in the network's order. */
  int port(int at) throws DecodeException {
    need(at, 2);
    return ((buffer.get(at) & 0xff) << 8) | (buffer.get(at + 1) & 0xff);
  }

  int s32(int at) throws DecodeException {
    need(at, 4);
    return buffer.getInt(at);
  }

  long u32(int at) throws DecodeException {
    return s32(at) & 0xffffffffL;
  }

  long s64(int at) throws DecodeException {
    need(at, 8);
    return buffer.getLong(at);
  }

  byte[] bytes(int at, int count) throws DecodeException {
    need(at, count);
    byte[] copy = new byte[count];
    buffer.get(at, copy);
    return copy;
  }
}
