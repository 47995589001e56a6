package dev.ring3.collector.pe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The headers of a PE file: where in the file what is in memory.
 *
 * @param sections at most {@link PeReader#MAX_SECTIONS}
 * @param directories offset of the data directories
 * @param directoryCount how many there are
 */
record Layout(
    int machine,
    int characteristics,
    long time,
    boolean is64,
    long headerSize,
    List<Placed> sections,
    long directories,
    long directoryCount) {
  private static final int NEW_HEADER = 0x3c;
  private static final long PE = 0x4550;
  private static final int PE32_PLUS = 0x20b;
  private static final int SECTION_SIZE = 40;

  /** The loader rounds the place of a section's bytes down to this. */
  private static final long SECTOR = 0x200;

  Layout {
    sections = List.copyOf(sections);
  }

  /** A section: its place in memory, and in the file. */
  record Placed(String name, long address, long memory, long offset, long size) {
    boolean holds(long rva) {
      return rva >= address && rva < address + Math.max(memory, size);
    }
  }

  /** A data directory: a place in memory, and how long it is. */
  record Directory(long rva, long size) {}

  static boolean isPe(PeBytes bytes) throws IOException, DamagedPartException {
    return bytes.size() > NEW_HEADER + 4
        && bytes.u16(0) == 0x5a4d
        && bytes.u32(bytes.u32(NEW_HEADER)) == PE;
  }

  static Layout read(PeBytes bytes) throws IOException, DamagedPartException {
    long file = bytes.u32(NEW_HEADER) + 4;
    long optional = file + 20;
    boolean is64 = bytes.u16(optional) == PE32_PLUS;
    long count = optional + (is64 ? 108 : 92);
    return new Layout(
        bytes.u16(file),
        bytes.u16(file + 18),
        bytes.u32(file + 4),
        is64,
        bytes.u32(optional + 60),
        sections(bytes, optional + bytes.u16(file + 16), bytes.u16(file + 2)),
        count + 4,
        bytes.u32(count));
  }

  private static List<Placed> sections(PeBytes bytes, long at, int count)
      throws IOException, DamagedPartException {
    List<Placed> sections = new ArrayList<>();
    for (int i = 0; i < Math.min(count, PeReader.MAX_SECTIONS); i++) {
      long header = at + (long) i * SECTION_SIZE;
      sections.add(
          new Placed(
              bytes.text(header, 8),
              bytes.u32(header + 12),
              bytes.u32(header + 8),
              bytes.u32(header + 20),
              bytes.u32(header + 16)));
    }
    return sections;
  }

  Directory directory(PeBytes bytes, int number) throws IOException, DamagedPartException {
    if (number >= directoryCount) {
      return new Directory(0, 0);
    }
    long at = directories + 8L * number;
    return new Directory(bytes.u32(at), bytes.u32(at + 4));
  }

  /** Where in the file a place in memory is. */
  long offset(long rva) throws DamagedPartException {
    for (Placed section : sections) {
      if (section.holds(rva)) {
        return section.offset() / SECTOR * SECTOR + rva - section.address();
      }
    }
    if (rva < headerSize) {
      return rva;
    }
    throw new DamagedPartException("no section has the address " + Long.toHexString(rva));
  }
}
