package dev.ring3.collector.evtx;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Builds short ASCII texts without garbage but the text itself. Used again for every value. */
final class AsciiText {
  private static final byte[] LOWER = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] UPPER = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes = new byte[128];
  private int length;

  AsciiText clear() {
    length = 0;
    return this;
  }

  AsciiText append(char c) {
    room(1);
    bytes[length++] = (byte) c;
    return this;
  }

  AsciiText append(String ascii) {
    for (int i = 0; i < ascii.length(); i++) {
      append(ascii.charAt(i));
    }
    return this;
  }

  /** Decimal, at least that many digits. */
  AsciiText appendDecimal(long value, int digits) {
    if (value < 0) {
      return append(Long.toString(value));
    }
    room(20);
    int count = digits;
    for (long rest = value, n = 1; rest > 9; rest /= 10) {
      count = Math.max(count, (int) ++n);
    }
    long rest = value;
    for (int i = length + count - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += count;
    return this;
  }

  /** {@code 0x} and lower-case digits without leading zeros. */
  AsciiText appendHex(long value) {
    append('0').append('x');
    int shift = Math.max(0, 60 - Long.numberOfLeadingZeros(value) / 4 * 4);
    for (; shift >= 0; shift -= 4) {
      append((char) LOWER[(int) (value >>> shift) & 15]);
    }
    return this;
  }

  AsciiText appendUpperHexByte(int value) {
    room(2);
    bytes[length++] = UPPER[(value >>> 4) & 15];
    bytes[length++] = UPPER[value & 15];
    return this;
  }

  private void room(int count) {
    if (bytes.length - length < count) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }
}
