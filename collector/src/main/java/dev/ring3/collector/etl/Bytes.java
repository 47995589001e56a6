package dev.ring3.collector.etl;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Little-endian values in an array. The caller has checked the bounds. */
final class Bytes {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Bytes() {}

  static int u8(byte[] bytes, int at) {
    return bytes[at] & 0xff;
  }

  static int u16(byte[] bytes, int at) {
    return (short) SHORT.get(bytes, at) & 0xffff;
  }

  static int i32(byte[] bytes, int at) {
    return (int) INT.get(bytes, at);
  }

  static long u32(byte[] bytes, int at) {
    return (int) INT.get(bytes, at) & 0xffff_ffffL;
  }

  static long i64(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  /** A GUID, whose first three parts are little-endian. */
  static UUID guid(byte[] bytes, int at) {
    long high = (u32(bytes, at) << 32) | ((long) u16(bytes, at + 4) << 16) | u16(bytes, at + 6);
    return new UUID(high, Long.reverseBytes(i64(bytes, at + 8)));
  }

  /** UTF-16 up to a zero, or to {@code end}. */
  static String text(byte[] bytes, int at, int end) {
    int stop = at;
    while (stop + 2 <= end && u16(bytes, stop) != 0) {
      stop += 2;
    }
    return new String(bytes, at, stop - at, StandardCharsets.UTF_16LE);
  }
}
