package dev.ring3.collector.decode.etw.schema;

import dev.ring3.collector.decode.etw.ValueMap;
import java.nio.BufferUnderflowException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the block that TdhGetEventMapInformation gives (EVENT_MAP_INFO of tdh.h). */
public final class EventMapInfo {
  private static final int FLAG = 4;
  private static final int COUNT = 8;
  private static final int VALUE_TYPE = 12;
  private static final int ENTRIES = 16;
  private static final int ENTRY_SIZE = 8;
  private static final int MAX_ENTRIES = 65_536;

  /** Bits of the flag. */
  private static final int MANIFEST_VALUES = 0x1;

  private static final int MANIFEST_BITS = 0x2;
  private static final int CLASSIC_VALUES = 0x8;
  private static final int CLASSIC_BITS = 0x10;

  private EventMapInfo() {}

  /** The words of a block; empty if it makes no sense, or maps something else than numbers. */
  public static Optional<ValueMap> read(byte[] block) {
    try {
      SchemaBytes bytes = new SchemaBytes(block);
      int flag = bytes.i32(FLAG);
      int count = bytes.i32(COUNT);
      boolean isBits = (flag & (MANIFEST_BITS | CLASSIC_BITS)) != 0;
      boolean isValues = (flag & (MANIFEST_VALUES | CLASSIC_VALUES)) != 0;
      if (isBits == isValues || bytes.i32(VALUE_TYPE) != 0 || count < 1 || count > MAX_ENTRIES) {
        return Optional.empty();
      }
      Map<Long, String> words = new HashMap<>();
      for (int i = 0; i < count; i++) {
        int at = ENTRIES + i * ENTRY_SIZE;
        words.put(bytes.i32(at + 4) & 0xffff_ffffL, bytes.utf16(bytes.i32(at)).strip());
      }
      return Optional.of(new ValueMap(isBits, words));
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }
}
