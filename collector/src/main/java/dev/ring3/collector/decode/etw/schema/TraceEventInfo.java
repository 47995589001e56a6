package dev.ring3.collector.decode.etw.schema;

import dev.ring3.collector.decode.etw.EventKey;
import dev.ring3.collector.decode.etw.EventLayout;
import dev.ring3.collector.decode.etw.FieldLayout;
import dev.ring3.collector.decode.etw.InType;
import dev.ring3.collector.decode.etw.OutType;
import dev.ring3.collector.decode.etw.Size;
import dev.ring3.collector.decode.etw.ValueMap;
import java.nio.BufferUnderflowException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the block that TdhGetEventInformation gives (TRACE_EVENT_INFO of tdh.h). The bridge hands
 * it over once for each kind of event; tools that merge traces write it into the file.
 *
 * @param key the kind of event
 * @param layout what the block says of it
 */
public record TraceEventInfo(EventKey key, EventLayout layout) {
  private static final int MAX_PROPERTIES = 1024;
  private static final int MAX_DEPTH = 8;
  private static final int EVENT_GUID = 16;
  private static final int DESCRIPTOR = 32;
  private static final int SOURCE = 48;
  private static final int SOURCE_WBEM = 1;
  private static final int PROVIDER_NAME = 52;
  private static final int TASK_NAME = 68;
  private static final int OPCODE_NAME = 72;
  private static final int PROPERTY_COUNT = 100;
  private static final int TOP_LEVEL_COUNT = 104;
  private static final int PROPERTIES = 112;
  private static final int PROPERTY_SIZE = 24;

  /** Bits of a property's flags. */
  private static final int IS_STRUCT = 0x1;

  private static final int HAS_LENGTH_FIELD = 0x2;
  private static final int HAS_COUNT_FIELD = 0x4;
  private static final int HAS_FIXED_COUNT = 0x20;

  /** What a block says; empty if it makes no sense. */
  public static Optional<TraceEventInfo> read(byte[] block) {
    return read(block, name -> Optional.empty());
  }

  /**
   * What a block says; empty if it makes no sense.
   *
   * @param maps gives the words for a field's numbers by the name that the block has for them
   */
  public static Optional<TraceEventInfo> read(
      byte[] block, Function<String, Optional<ValueMap>> maps) {
    try {
      return Optional.of(new Reader(new SchemaBytes(block), maps).read());
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private record Reader(SchemaBytes bytes, Function<String, Optional<ValueMap>> maps) {
    TraceEventInfo read() {
      boolean isClassic = bytes.i32(SOURCE) == SOURCE_WBEM;
      UUID provider = bytes.guid(isClassic ? EVENT_GUID : 0);
      int id = isClassic ? bytes.u16(DESCRIPTOR + 4) >>> 8 : bytes.u16(DESCRIPTOR);
      int version = bytes.u16(DESCRIPTOR + 2) & 0xff;
      int count = bytes.i32(PROPERTY_COUNT);
      int top = bytes.i32(TOP_LEVEL_COUNT);
      if (count < 0 || count > MAX_PROPERTIES || top < 0 || top > count) {
        throw new IllegalArgumentException(count + " properties");
      }
      List<FieldLayout> fields = fields(0, top, count, 0);
      String name = bytes.i32(PROVIDER_NAME) == 0 ? "" : text(PROVIDER_NAME);
      return new TraceEventInfo(
          new EventKey(provider, id, version),
          new EventLayout(name.isEmpty() ? provider.toString() : name, eventName(id), fields));
    }

    private String eventName(int id) {
      String task = bytes.i32(TASK_NAME) == 0 ? "" : text(TASK_NAME);
      String opcode = bytes.i32(OPCODE_NAME) == 0 ? "" : text(OPCODE_NAME);
      String both = task.isEmpty() || opcode.isEmpty() ? task + opcode : task + '/' + opcode;
      return both.isEmpty() ? "Event " + id : both;
    }

    private String text(int at) {
      return bytes.utf16(bytes.i32(at)).strip();
    }

    private List<FieldLayout> fields(int from, int to, int all, int depth) {
      if (depth > MAX_DEPTH || to > all) {
        throw new IllegalArgumentException("structs make no sense");
      }
      List<FieldLayout> fields = new ArrayList<>();
      for (int i = from; i < to; i++) {
        fields.add(field(PROPERTIES + i * PROPERTY_SIZE, all, depth));
      }
      return fields;
    }

    private FieldLayout field(int at, int all, int depth) {
      int flags = bytes.i32(at);
      String name = bytes.utf16(bytes.i32(at + 4));
      Size count = count(flags, bytes.u16(at + 16));
      if ((flags & IS_STRUCT) != 0) {
        int first = bytes.u16(at + 8);
        List<FieldLayout> members = fields(first, first + bytes.u16(at + 10), all, depth + 1);
        return new FieldLayout(
            name, InType.STRUCT, OutType.PLAIN, count, new Size.Own(), members, null);
      }
      int in = bytes.u16(at + 8);
      InType type = InType.ofCode(in).orElseThrow(() -> new IllegalArgumentException("type " + in));
      OutType out = OutType.ofCode(bytes.u16(at + 10));
      Size length = length(type, flags, bytes.u16(at + 18));
      ValueMap words = words(bytes.i32(at + 12));
      return new FieldLayout(name, type, out, count, length, List.of(), null, words);
    }

    private @Nullable ValueMap words(int map) {
      return map == 0 ? null : maps.apply(bytes.utf16(map).strip()).orElse(null);
    }

    private Size count(int flags, int number) {
      if ((flags & HAS_COUNT_FIELD) != 0) {
        return new Size.OfField(nameOf(number));
      }
      return number > 1 || (flags & HAS_FIXED_COUNT) != 0 ? new Size.Fixed(number) : new Size.Own();
    }

    private Size length(InType type, int flags, int number) {
      if ((flags & HAS_LENGTH_FIELD) != 0) {
        return new Size.OfField(nameOf(number));
      }
      boolean canHaveOne = type == InType.UTF16 || type == InType.ANSI || type == InType.BINARY;
      return canHaveOne && number > 0 ? new Size.Fixed(number) : new Size.Own();
    }

    private String nameOf(int property) {
      return bytes.utf16(bytes.i32(PROPERTIES + property * PROPERTY_SIZE + 4));
    }
  }
}
