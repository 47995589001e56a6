package dev.ring3.collector.evtx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The header of an event log file. Nothing in it is needed to read the chunks, so whatever is wrong
 * with it is reported and no more.
 */
final class FileHeader {
  /** What the header occupies: the first chunk starts here. */
  static final int BLOCK_SIZE = 4096;

  private static final byte[] MAGIC = "ElfFile\0".getBytes(StandardCharsets.US_ASCII);
  private static final int SIZE = 128;
  private static final int MAJOR_VERSION = 38;
  private static final int FLAGS = 120;
  private static final int FLAG_NO_CHECKSUM = 4;
  private static final int CHECKSUM = 124;

  private FileHeader() {}

  static boolean hasMagic(byte[] content) {
    return content.length >= MAGIC.length
        && Arrays.equals(content, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /** What is wrong with the header, each as a phrase. */
  static List<String> problems(byte[] content) {
    if (content.length < SIZE) {
      return List.of("the file header needs " + SIZE + " bytes, has " + content.length);
    }
    List<String> problems = new ArrayList<>();
    if (!hasMagic(content)) {
      problems.add("the file header needs to start with ElfFile, does not");
    }
    ByteBuffer fields = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    int major = fields.getShort(MAJOR_VERSION) & 0xffff;
    if (major != 3) {
      problems.add("the file header needs version 3, has " + major);
    }
    CRC32 crc = new CRC32();
    crc.update(content, 0, FLAGS);
    int flags = fields.getInt(FLAGS);
    int stored = fields.getInt(CHECKSUM);
    if ((flags & FLAG_NO_CHECKSUM) == 0 && (int) crc.getValue() != stored) {
      problems.add(
          "the file header's checksum needs to be "
              + hex((int) crc.getValue())
              + ", is "
              + hex(stored));
    }
    return problems;
  }

  /** A number for a message: {@code 0x} and eight digits. */
  static String hex(int number) {
    return "0x" + HexFormat.of().toHexDigits(number);
  }
}
