package dev.ring3.collector.decode.etw;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Writes a record's data by hand, little-endian. */
public final class DataWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  public DataWriter number(long value, int size) {
    for (int i = 0; i < size; i++) {
      bytes.write((int) (value >>> (8 * i)));
    }
    return this;
  }

  public DataWriter u8(long value) {
    return number(value, 1);
  }

  public DataWriter u16(long value) {
    return number(value, 2);
  }

  public DataWriter u32(long value) {
    return number(value, 4);
  }

  public DataWriter u64(long value) {
    return number(value, 8);
  }

  /** UTF-16 with a zero behind it. */
  public DataWriter utf16(String text) {
    bytes.writeBytes((text + '\0').getBytes(StandardCharsets.UTF_16LE));
    return this;
  }

  /** UTF-16 with nothing behind it. */
  public DataWriter characters(String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_16LE));
    return this;
  }

  /** Latin-1 with a zero behind it. */
  public DataWriter ansi(String text) {
    bytes.writeBytes((text + '\0').getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  public DataWriter hex(String digits) {
    bytes.writeBytes(HexFormat.of().parseHex(digits.replace(" ", "")));
    return this;
  }

  public byte[] bytes() {
    return bytes.toByteArray();
  }
}
