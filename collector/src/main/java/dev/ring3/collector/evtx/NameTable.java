package dev.ring3.collector.evtx;

import java.util.HashMap;
import java.util.Map;

/**
 * The names of elements and attributes in a chunk. A name is kept once and referred to by its
 * offset; the string is shared between chunks.
 */
final class NameTable {
  /** Number of names shared between chunks; when there are more, sharing starts anew. */
  private static final int MAX_SHARED = 4096;

  /** Characters of a name; longer ones are not seen. */
  static final int MAX_LENGTH = 256;

  /** Offset of the next name with the same hash, the hash, the length in units. */
  private static final int HEADER_SIZE = 8;

  private static final int TERMINATOR_SIZE = 2;

  private final Chunk chunk;
  private final ValueReader values;
  private final Map<Integer, String> byOffset = new HashMap<>();
  private final Map<String, String> shared = new HashMap<>();

  NameTable(Chunk chunk, ValueReader values) {
    this.chunk = chunk;
    this.values = values;
  }

  /** Forgets the names of the chunk before. */
  void clear() {
    byOffset.clear();
  }

  String at(long offset, int from) throws CorruptDataException {
    if (offset < Chunk.HEADER_SIZE || offset + HEADER_SIZE > chunk.length()) {
      throw new CorruptDataException(
          from, "a name's offset needs to be in the chunk's data, is " + offset);
    }
    String known = byOffset.get((int) offset);
    return known == null ? read((int) offset) : known;
  }

  private String read(int offset) throws CorruptDataException {
    int units = chunk.u16(offset + 6);
    if (units > MAX_LENGTH || offset + HEADER_SIZE + 2 * units > chunk.length()) {
      throw new CorruptDataException(
          offset, "a name of " + units + " characters exceeds the chunk or " + MAX_LENGTH);
    }
    String name = values.utf16(offset + HEADER_SIZE, units);
    if (shared.size() >= MAX_SHARED) {
      shared.clear();
    }
    String first = shared.putIfAbsent(name, name);
    String result = first == null ? name : first;
    byOffset.put(offset, result);
    return result;
  }

  /** Bytes that the name there occupies if it stands in the middle of tokens. */
  int sizeAt(int offset) {
    return HEADER_SIZE + 2 * chunk.u16(offset + 6) + TERMINATOR_SIZE;
  }
}
