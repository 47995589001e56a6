package dev.ring3.collector.etl;

import dev.ring3.etw.EtwHeader;
import dev.ring3.etw.EtwHeader.Kind;
import dev.ring3.etw.EtwRecord;
import dev.ring3.etw.ExtendedItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record whose header's type and size are known to fit the buffer. Layouts: evntcons.h,
 * evntrace.h and the kernel's public symbols (SYSTEM_TRACE_HEADER, PERFINFO_TRACE_HEADER, …).
 */
final class RecordReader {
  private static final long NOBODY = 0xffff_ffffL;
  private static final UUID NO_GUID = new UUID(0, 0);
  private static final int FLAG_EXTENDED = 0x1;
  private static final int FLAG_32 = 0x20;
  private static final int FLAG_64 = 0x40;
  private static final int FLAG_CLASSIC = 0x100;
  private static final int ITEM_HEADER = 8;

  /** Bits of a message's options (TRACE_MESSAGE_*). */
  private static final int MESSAGE_SEQUENCE = 1;

  private static final int MESSAGE_GUID = 2;
  private static final int MESSAGE_COMPONENT = 4;
  private static final int MESSAGE_TIME = 8;
  private static final int MESSAGE_SYSTEM = 32;
  private static final int MESSAGE_POINTER_32 = 64;

  private final EtlClock clock;
  private UUID lastProvider = NO_GUID;

  RecordReader(EtlClock clock) {
    this.clock = clock;
  }

  /** The record's time by the session's clock; 0 for one that has none. */
  static long clock(byte[] bytes, int at, RecordType type, int size) {
    return switch (type.layout()) {
      case SYSTEM, CLASSIC, EVENT -> Bytes.i64(bytes, at + 16);
      case PERFINFO -> Bytes.i64(bytes, at + 8);
      case MESSAGE -> messageTime(bytes, at, size);
      case UNKNOWN -> 0;
    };
  }

  EtwRecord read(byte[] bytes, int at, RecordType type, int size, int processor) {
    return switch (type.layout()) {
      case SYSTEM -> kernel(bytes, at, type, size, processor, true);
      case PERFINFO -> kernel(bytes, at, type, size, processor, false);
      case CLASSIC -> classic(bytes, at, type, size, processor);
      case EVENT -> event(bytes, at, type, size, processor);
      case MESSAGE -> message(bytes, at, size, processor);
      case UNKNOWN -> unknown(bytes, at, type, size, processor);
    };
  }

  private EtwRecord kernel(
      byte[] bytes, int at, RecordType type, int size, int processor, boolean hasIds) {
    int number = Bytes.u8(bytes, at + 6);
    long time = clock(bytes, at, type, size);
    EtwHeader header =
        new EtwHeader(
            Kind.CLASSIC,
            KernelGroup.guid(Bytes.u8(bytes, at + 7)),
            number,
            Bytes.u16(bytes, at) & 0xff,
            0,
            0,
            number,
            0,
            0,
            type.pointerSize(),
            hasIds ? id(bytes, at + 12) : null,
            hasIds ? id(bytes, at + 8) : null,
            clock.fileTime(time),
            time,
            null,
            processor);
    return new EtwRecord(header, List.of(), data(bytes, at + type.headerSize(), at + size));
  }

  private EtwRecord classic(byte[] bytes, int at, RecordType type, int size, int processor) {
    int number = Bytes.u8(bytes, at + 4);
    long time = Bytes.i64(bytes, at + 16);
    EtwHeader header =
        new EtwHeader(
            Kind.CLASSIC,
            provider(bytes, at + 24),
            number,
            Bytes.u16(bytes, at + 6),
            0,
            Bytes.u8(bytes, at + 5),
            number,
            0,
            0,
            type.pointerSize(),
            id(bytes, at + 12),
            id(bytes, at + 8),
            clock.fileTime(time),
            time,
            null,
            processor);
    return new EtwRecord(header, List.of(), data(bytes, at + type.headerSize(), at + size));
  }

  private EtwRecord event(byte[] bytes, int at, RecordType type, int size, int processor) {
    int flags = Bytes.u16(bytes, at + 4);
    long time = Bytes.i64(bytes, at + 16);
    boolean isClassic = (flags & FLAG_CLASSIC) != 0;
    int opcode = Bytes.u8(bytes, at + 45);
    UUID activity = Bytes.guid(bytes, at + 64);
    EtwHeader header =
        new EtwHeader(
            isClassic ? Kind.CLASSIC : Kind.EVENT,
            provider(bytes, at + 24),
            isClassic ? opcode : Bytes.u16(bytes, at + 40),
            Bytes.u8(bytes, at + 42),
            Bytes.u8(bytes, at + 43),
            Bytes.u8(bytes, at + 44),
            opcode,
            Bytes.u16(bytes, at + 46),
            Bytes.i64(bytes, at + 48),
            (flags & FLAG_32) != 0 ? 4 : (flags & FLAG_64) != 0 ? 8 : type.pointerSize(),
            id(bytes, at + 12),
            id(bytes, at + 8),
            clock.fileTime(time),
            time,
            activity.equals(NO_GUID) ? null : activity,
            processor);
    List<ExtendedItem> items = new ArrayList<>();
    int from = at + type.headerSize();
    if ((flags & FLAG_EXTENDED) != 0) {
      from = items(bytes, from, at + size, items);
    }
    return new EtwRecord(header, items, data(bytes, from, at + size));
  }

  /**
   * Reads the items between header and data. Each tells whether another follows; sizes are
   * multiples of 8. One that cannot be an item ends them, and is taken for data.
   *
   * @return where the data start
   */
  private static int items(byte[] bytes, int from, int end, List<ExtendedItem> items) {
    int at = from;
    boolean more = true;
    while (more && at + ITEM_HEADER <= end) {
      int size = Bytes.u16(bytes, at);
      int length = Bytes.u16(bytes, at + 6);
      if (size < ITEM_HEADER + length || size % 8 != 0 || at + size > end) {
        return at;
      }
      items.add(
          new ExtendedItem(
              Bytes.u16(bytes, at + 2), data(bytes, at + ITEM_HEADER, at + ITEM_HEADER + length)));
      more = (Bytes.u16(bytes, at + 4) & 1) != 0;
      at += size;
    }
    return at;
  }

  private EtwRecord message(byte[] bytes, int at, int size, int processor) {
    int options = Bytes.u16(bytes, at + 6);
    int end = at + size;
    int next = at + 8 + ((options & MESSAGE_SEQUENCE) != 0 ? 4 : 0);
    UUID provider = NO_GUID;
    if ((options & MESSAGE_GUID) != 0 && next + 16 <= end) {
      provider = provider(bytes, next);
      next += 16;
    } else if ((options & MESSAGE_COMPONENT) != 0) {
      next += 4;
    }
    long time = messageTime(bytes, at, size);
    next += (options & MESSAGE_TIME) != 0 ? 8 : 0;
    boolean hasIds = (options & MESSAGE_SYSTEM) != 0 && next + 8 <= end;
    EtwHeader header =
        new EtwHeader(
            Kind.MESSAGE,
            provider,
            Bytes.u16(bytes, at + 4),
            0,
            0,
            0,
            0,
            0,
            0,
            (options & MESSAGE_POINTER_32) != 0 ? 4 : 8,
            hasIds ? id(bytes, next + 4) : null,
            hasIds ? id(bytes, next) : null,
            clock.fileTime(time),
            time,
            null,
            processor);
    next += hasIds ? 8 : 0;
    return new EtwRecord(header, List.of(), data(bytes, Math.min(next, end), end));
  }

  private static long messageTime(byte[] bytes, int at, int size) {
    int options = Bytes.u16(bytes, at + 6);
    int next = at + 8 + ((options & MESSAGE_SEQUENCE) != 0 ? 4 : 0);
    next += (options & MESSAGE_GUID) != 0 ? 16 : (options & MESSAGE_COMPONENT) != 0 ? 4 : 0;
    boolean has = (options & MESSAGE_TIME) != 0 && next + 8 <= at + size;
    return has ? Bytes.i64(bytes, next) : 0;
  }

  private EtwRecord unknown(byte[] bytes, int at, RecordType type, int size, int processor) {
    EtwHeader header =
        new EtwHeader(
            Kind.MESSAGE,
            NO_GUID,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            type.pointerSize(),
            null,
            null,
            clock.start(),
            clock.origin(),
            null,
            processor);
    return new EtwRecord(header, List.of(), data(bytes, at + type.headerSize(), at + size));
  }

  private static @Nullable Long id(byte[] bytes, int at) {
    long id = Bytes.u32(bytes, at);
    return id == NOBODY ? null : (Long) id;
  }

  /** Most records follow one of the same provider, and share its GUID. */
  private UUID provider(byte[] bytes, int at) {
    UUID provider = Bytes.guid(bytes, at);
    if (!provider.equals(lastProvider)) {
      lastProvider = provider;
    }
    return lastProvider;
  }

  private static byte[] data(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, Math.max(from, to));
  }
}
