package dev.ring3.collector.decode.etw;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A record's bytes. Little-endian; places are in bytes from the start.
 *
 * @param bytes not copied
 * @param pointerSize 4 or 8
 */
@SuppressWarnings("ArrayRecordComponent") // shared instead of copied
record RecordData(byte[] bytes, int pointerSize) {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle BIG_SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

  int end() {
    return bytes.length;
  }

  int u8(int at) {
    return bytes[at] & 0xff;
  }

  int u16(int at) {
    return (short) SHORT.get(bytes, at) & 0xffff;
  }

  int bigU16(int at) {
    return (short) BIG_SHORT.get(bytes, at) & 0xffff;
  }

  int i32(int at) {
    return (int) INT.get(bytes, at);
  }

  long u32(int at) {
    return (int) INT.get(bytes, at) & 0xffff_ffffL;
  }

  long i64(int at) {
    return (long) LONG.get(bytes, at);
  }

  long pointer(int at) {
    return pointerSize == 4 ? u32(at) : i64(at);
  }

  /** Throws if there are not so many bytes from there on. */
  int need(long size, int at) throws DataFitException {
    if (size < 0 || size > bytes.length - at) {
      throw new DataFitException(
          "needs " + size + " bytes at offset " + at + ", has " + (bytes.length - at));
    }
    return at + (int) size;
  }

  /** Where a UTF-16 text ends: at a zero, or at the end of the data. */
  int endOfUtf16(int at) {
    int last = bytes.length - 1;
    int stop = at;
    while (stop < last && u16(stop) != 0) {
      stop += 2;
    }
    return Math.min(stop, bytes.length);
  }

  int endOfAnsi(int at) {
    int stop = at;
    while (stop < bytes.length && bytes[stop] != 0) {
      stop++;
    }
    return stop;
  }

  /** UTF-16; nearly always Latin-1, which Java stores in one byte a character. */
  String utf16(int at, int end) {
    int count = (end - at) / 2;
    byte[] narrow = new byte[count];
    for (int i = 0; i < count; i++) {
      int place = at + 2 * i;
      if (bytes[place + 1] != 0) {
        return new String(bytes, at, 2 * count, StandardCharsets.UTF_16LE);
      }
      narrow[i] = bytes[place];
    }
    return new String(narrow, StandardCharsets.ISO_8859_1);
  }

  String text(int at, int end, boolean isUtf8) {
    return new String(
        bytes, at, end - at, isUtf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
  }
}
