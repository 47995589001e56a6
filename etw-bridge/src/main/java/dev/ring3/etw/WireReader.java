package dev.ring3.etw;

import dev.ring3.etw.EtwHeader.Kind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the frames in which records cross from C++ ({@code wire.h}). Bounds are checked. */
public final class WireReader {
  /** Kind of a frame that holds a record. */
  static final int RECORD = 1;

  private static final int FRAME_HEADER = 16;
  private static final int HEADER = 80;
  private static final int ITEM_HEADER = 4;

  /** Flags of EVENT_HEADER. */
  private static final int TRACE_MESSAGE = 0x8;

  private static final int HEADER_32_BIT = 0x20;
  private static final int CLASSIC = 0x100;

  private static final UUID NONE = new UUID(0, 0);

  private WireReader() {}

  /**
   * The record in a frame. Its bytes are copied.
   *
   * @throws WireException if the bytes are no frame of a record
   */
  public static EtwRecord read(byte[] frame) throws WireException {
    ByteBuffer bytes = NativeCalls.littleEndian(frame);
    if (frame.length < FRAME_HEADER + HEADER) {
      throw new WireException("a record", 0, FRAME_HEADER + HEADER, frame.length);
    }
    if (bytes.getInt(0) != frame.length || bytes.getShort(4) != RECORD) {
      throw new WireException(
          "a frame of kind "
              + bytes.getShort(4)
              + " and "
              + bytes.getInt(0)
              + " bytes is none of a record, in "
              + frame.length
              + " bytes");
    }
    int count = bytes.getShort(6) & 0xffff;
    List<ExtendedItem> items = new ArrayList<>(Math.min(count, 16));
    int at = FRAME_HEADER + HEADER;
    for (int i = 0; i < count; i++) {
      need("an item", frame, at, ITEM_HEADER);
      int size = bytes.getShort(at + 2) & 0xffff;
      need("an item's data", frame, at + ITEM_HEADER, up(size, 4));
      items.add(new ExtendedItem(bytes.getShort(at) & 0xffff, copy(bytes, at + ITEM_HEADER, size)));
      at += ITEM_HEADER + (int) up(size, 4);
    }
    long size = bytes.getInt(8) & 0xffff_ffffL;
    need("user data", frame, at, size);
    if (up(at + size, 8) != frame.length) {
      throw new WireException("the record ends at " + (at + size) + " of " + frame.length);
    }
    int processor = bytes.getShort(12) & 0xffff;
    return new EtwRecord(header(bytes, processor), items, copy(bytes, at, (int) size));
  }

  private static void need(String what, byte[] frame, int at, long size) throws WireException {
    if (size > frame.length - at) {
      throw new WireException(what, at, size, frame.length - at);
    }
  }

  private static long up(long size, int multiple) {
    return (size + multiple - 1) / multiple * multiple;
  }

  private static byte[] copy(ByteBuffer bytes, int at, int size) {
    byte[] copy = new byte[size];
    bytes.get(at, copy);
    return copy;
  }

  /** EVENT_HEADER of evntcons.h, behind the frame's own. */
  private static EtwHeader header(ByteBuffer bytes, int processor) {
    int at = FRAME_HEADER;
    int flags = bytes.getShort(at + 4) & 0xffff;
    Kind kind =
        (flags & TRACE_MESSAGE) != 0
            ? Kind.MESSAGE
            : (flags & CLASSIC) != 0 ? Kind.CLASSIC : Kind.EVENT;
    int opcode = bytes.get(at + 45) & 0xff;
    long time = bytes.getLong(at + 16);
    UUID activity = Guids.read(bytes, at + 64);
    return new EtwHeader(
        kind,
        Guids.read(bytes, at + 24),
        kind == Kind.CLASSIC ? opcode : bytes.getShort(at + 40) & 0xffff,
        bytes.get(at + 42) & 0xff,
        bytes.get(at + 43) & 0xff,
        bytes.get(at + 44) & 0xff,
        opcode,
        bytes.getShort(at + 46) & 0xffff,
        bytes.getLong(at + 48),
        (flags & HEADER_32_BIT) != 0 ? 4 : 8,
        number(bytes.getInt(at + 12)),
        number(bytes.getInt(at + 8)),
        time,
        time,
        activity.equals(NONE) ? null : activity,
        processor);
  }

  /** A process or thread; the kernel writes all ones where it has none. */
  private static @Nullable Long number(int value) {
    return value == -1 ? null : Long.valueOf(value & 0xffff_ffffL);
  }
}
