package dev.ring3.collector.etl;

import org.jspecify.annotations.Nullable;

/**
 * The headers that a record can have (TRACE_HEADER_TYPE_* of Windows' kernel symbols). They share
 * one marker in their first four bytes.
 */
public enum RecordType {
  SYSTEM32(1, 32, 4, Layout.SYSTEM),
  SYSTEM64(2, 32, 8, Layout.SYSTEM),
  COMPACT32(3, 24, 4, Layout.SYSTEM),
  COMPACT64(4, 24, 8, Layout.SYSTEM),
  FULL_HEADER32(10, 48, 4, Layout.CLASSIC),
  INSTANCE32(11, 72, 4, Layout.CLASSIC),
  TIMED(12, 8, 4, Layout.UNKNOWN),
  ERROR(13, 8, 4, Layout.UNKNOWN),
  WNODE_HEADER(14, 8, 4, Layout.UNKNOWN),
  MESSAGE(15, 8, 4, Layout.MESSAGE),
  PERFINFO32(16, 16, 4, Layout.PERFINFO),
  PERFINFO64(17, 16, 8, Layout.PERFINFO),
  EVENT_HEADER32(18, 80, 4, Layout.EVENT),
  EVENT_HEADER64(19, 80, 8, Layout.EVENT),
  FULL_HEADER64(20, 48, 8, Layout.CLASSIC),
  INSTANCE64(21, 72, 8, Layout.CLASSIC);

  /** Families of headers whose fields stand in the same places. */
  enum Layout {
    SYSTEM,
    PERFINFO,
    CLASSIC,
    EVENT,
    MESSAGE,
    UNKNOWN
  }

  private static final @Nullable RecordType[] BY_CODE = new @Nullable RecordType[256];

  static {
    for (RecordType type : values()) {
      BY_CODE[type.code] = type;
    }
  }

  private final int code;
  private final int headerSize;
  private final int pointerSize;
  private final Layout layout;

  RecordType(int code, int headerSize, int pointerSize, Layout layout) {
    this.code = code;
    this.headerSize = headerSize;
    this.pointerSize = pointerSize;
    this.layout = layout;
  }

  /** The type of that number; null if there is none. */
  static @Nullable RecordType of(int code) {
    return BY_CODE[code & 0xff];
  }

  /** Bytes of the header, without extended items. */
  int headerSize() {
    return headerSize;
  }

  int pointerSize() {
    return pointerSize;
  }

  Layout layout() {
    return layout;
  }
}
