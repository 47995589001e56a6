package dev.ring3.collector.sensor.windows.wmi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** Security identifiers as bytes ([MS-DTYP] 2.4.2.2). */
final class Sid {
  private static final int HEAD = 8;

  private Sid() {}

  /**
   * As people write it; what is none stays as it is.
   *
   * @param hex its bytes in hexadecimal digits
   */
  static String text(String hex) {
    byte[] bytes;
    try {
      bytes = HexFormat.of().parseHex(hex);
    } catch (IllegalArgumentException e) {
      return hex;
    }
    if (bytes.length < HEAD || bytes.length < HEAD + 4 * bytes[1] || bytes[1] < 0) {
      return hex;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long authority = ByteBuffer.wrap(bytes).getLong(0) & 0xffff_ffff_ffffL;
    StringBuilder text = new StringBuilder("S-" + bytes[0] + '-' + authority);
    for (int i = 0; i < bytes[1]; i++) {
      text.append('-').append(Integer.toUnsignedString(buffer.getInt(HEAD + 4 * i)));
    }
    return text.toString();
  }
}
