package dev.ring3.collector.pe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Texts of the version resource (VS_VERSIONINFO): of the first one, in the first language. Those of
 * {@link #NAMES}, each cut to {@link #LONGEST} characters; at most {@link #MAX_TEXTS} are looked
 * at.
 */
final class VersionResource {
  static final Set<String> NAMES =
      Set.of(
          "OriginalFilename",
          "InternalName",
          "CompanyName",
          "FileDescription",
          "ProductName",
          "FileVersion");
  static final int MAX_TEXTS = 256;
  static final int LONGEST = 256;

  private static final int VERSION = 16;
  private static final int MAX_BYTES = 1 << 16;
  private static final long SUBDIRECTORY = 0x8000_0000L;

  private final byte[] bytes;
  private final ByteBuffer data;
  private final Map<String, String> texts = new LinkedHashMap<>();
  private int seen;

  private VersionResource(byte[] bytes) {
    this.bytes = bytes;
    this.data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static Map<String, String> read(PeBytes bytes, Layout layout)
      throws IOException, DamagedPartException {
    Layout.Directory directory = layout.directory(bytes, 2);
    if (directory.rva() == 0) {
      return Map.of();
    }
    long root = layout.offset(directory.rva());
    long type = entry(bytes, root, root, VERSION);
    if (type == 0) {
      return Map.of();
    }
    long name = entry(bytes, root, root + (type & ~SUBDIRECTORY), -1);
    long leaf = entry(bytes, root, root + (name & ~SUBDIRECTORY), -1);
    if ((leaf & SUBDIRECTORY) != 0) {
      throw new DamagedPartException("the version resource is nested too deep");
    }
    int size = (int) Math.min(bytes.u32(root + leaf + 4), MAX_BYTES);
    VersionResource version =
        new VersionResource(bytes.bytes(layout.offset(bytes.u32(root + leaf)), size));
    version.block(0, size, 0);
    return version.texts;
  }

  /**
   * The offset of what a directory has under a number, or of its first entry.
   *
   * @return 0 if there is none
   */
  private static long entry(PeBytes bytes, long root, long directory, int wanted)
      throws IOException, DamagedPartException {
    if (directory < root) {
      throw new DamagedPartException("a resource lies before its directory");
    }
    int count = bytes.u16(directory + 12) + bytes.u16(directory + 14);
    for (int i = 0; i < Math.min(count, 4096); i++) {
      long at = directory + 16 + 8L * i;
      if (wanted < 0 || bytes.u32(at) == wanted) {
        return bytes.u32(at + 4);
      }
    }
    return 0;
  }

  /**
   * Reads a block and those in it: the whole (depth 0), StringFileInfo (1), StringTable (2), String
   * (3).
   *
   * @return where the next one begins
   */
  private int block(int at, int end, int depth) throws DamagedPartException {
    int length = u16(at, end);
    int limit = at + length;
    if (length < 6 || limit > end) {
      throw new DamagedPartException(
          "a block of the version resource is longer than what holds it");
    }
    int valueLength = u16(at + 2, end);
    String key = text(at + 6, limit);
    int value = aligned(at + 6 + 2 * (key.length() + 1));
    if (depth == 3) {
      put(key, value, Math.min(limit, value + 2 * valueLength));
    } else if (depth != 1 || key.equals("StringFileInfo")) {
      int child = aligned(value + (depth == 0 ? valueLength : 0));
      while (child < limit && u16(child, limit) > 0 && seen < MAX_TEXTS) {
        child = aligned(block(child, limit, depth + 1));
      }
    }
    return limit;
  }

  private void put(String key, int from, int end) {
    seen++;
    if (from < end && NAMES.contains(key)) {
      String value = text(from, end);
      texts.putIfAbsent(key, value.substring(0, Math.min(value.length(), LONGEST)));
    }
  }

  private static int aligned(int at) {
    return (at + 3) & ~3;
  }

  private int u16(int at, int end) throws DamagedPartException {
    if (at + 2 > end) {
      throw new DamagedPartException("the version resource ends in a number");
    }
    return Short.toUnsignedInt(data.getShort(at));
  }

  /** UTF-16 up to a zero or the end. */
  private String text(int from, int end) {
    int at = from;
    while (at + 1 < end && data.getShort(at) != 0) {
      at += 2;
    }
    return new String(bytes, from, Math.max(0, at - from), StandardCharsets.UTF_16LE);
  }
}
