package dev.ring3.collector.evtx;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Decodes little-endian UTF-16. Nearly all text in event logs is Latin-1, which Java stores in one
 * byte a character: it is narrowed four characters at a time. Lone surrogates are kept.
 */
final class Utf16 {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BYTES = 0xff00_ff00_ff00_ff00L;

  private final byte[] narrow = new byte[Chunk.SIZE / 2];

  /** The text of {@code count} UTF-16 units at that offset. */
  String decode(byte[] bytes, int offset, int count) {
    int done = 0;
    for (; done + 4 <= count; done += 4) {
      long four = (long) LONG.get(bytes, offset + done * 2);
      if ((four & HIGH_BYTES) != 0) {
        return decodeWide(bytes, offset, count);
      }
      long pairs = (four | (four >>> 8)) & 0x0000_ffff_0000_ffffL;
      INT.set(narrow, done, (int) (pairs | (pairs >>> 16)));
    }
    for (; done < count; done++) {
      if (bytes[offset + done * 2 + 1] != 0) {
        return decodeWide(bytes, offset, count);
      }
      narrow[done] = bytes[offset + done * 2];
    }
    return new String(narrow, 0, count, StandardCharsets.ISO_8859_1);
  }

  private static String decodeWide(byte[] bytes, int offset, int count) {
    char[] units = new char[count];
    for (int i = 0; i < count; i++) {
      int at = offset + i * 2;
      units[i] = (char) ((bytes[at] & 0xff) | (bytes[at + 1] << 8));
    }
    return new String(units);
  }
}
