package dev.ring3.collector.evtx;

import org.jspecify.annotations.Nullable;

/**
 * The value types of BinXML (MS-EVEN6, section 2.2.12, ValueType; the rest by observation) and how
 * one value of each is written.
 */
enum ValueType {
  NULL(0x00, (out, chunk, at, size) -> {}),
  STRING(0x01, ValueType::rawBytes),
  ANSI_STRING(0x02, ValueType::rawBytes),
  INT8(0x03, 1, (out, chunk, at, size) -> out.appendDecimal((byte) chunk.u8(at), 1)),
  UINT8(0x04, 1, (out, chunk, at, size) -> out.appendDecimal(chunk.u8(at), 1)),
  INT16(0x05, 2, (out, chunk, at, size) -> out.appendDecimal((short) chunk.u16(at), 1)),
  UINT16(0x06, 2, (out, chunk, at, size) -> out.appendDecimal(chunk.u16(at), 1)),
  INT32(0x07, 4, (out, chunk, at, size) -> out.appendDecimal(chunk.i32(at), 1)),
  UINT32(0x08, 4, (out, chunk, at, size) -> out.appendDecimal(chunk.u32(at), 1)),
  INT64(0x09, 8, (out, chunk, at, size) -> out.appendDecimal(chunk.i64(at), 1)),
  UINT64(0x0a, 8, (out, chunk, at, size) -> unsigned(out, chunk.i64(at))),
  REAL32(0x0b, 4, (out, chunk, at, size) -> real32(out, Float.intBitsToFloat(chunk.i32(at)))),
  REAL64(0x0c, 8, (out, chunk, at, size) -> real64(out, Double.longBitsToDouble(chunk.i64(at)))),
  /** Four bytes; writers are seen that use one, and values other than 0 and 1: all mean true. */
  BOOL(0x0d, 4, (out, chunk, at, size) -> bool(out, chunk, at, size)) {
    @Override
    boolean fits(int size) {
      return true;
    }
  },
  BINARY(0x0e, ValueType::rawBytes),
  GUID(0x0f, 16, (out, chunk, at, size) -> guid(out, chunk, at)),
  /** As wide as a pointer of the writer. */
  SIZE_T(
      0x10, 8, (out, chunk, at, size) -> out.appendHex(size == 4 ? chunk.u32(at) : chunk.i64(at))) {
    @Override
    boolean fits(int size) {
      return size == 4 || size == 8;
    }

    @Override
    int itemSize(Chunk chunk, int at, int rest, int all) {
      return all % 8 == 0 ? 8 : 4;
    }
  },
  FILETIME(0x11, 8, (out, chunk, at, size) -> Times.appendFiletime(out, chunk.i64(at))),
  SYSTEMTIME(0x12, 16, (out, chunk, at, size) -> Times.appendSystemtime(out, chunk, at)),
  SID(0x13, (out, chunk, at, size) -> sid(out, chunk, at, size)) {
    @Override
    int itemSize(Chunk chunk, int at, int rest, int all) {
      return rest < SID_HEADER ? rest : SID_HEADER + 4 * chunk.u8(at + 1);
    }
  },
  HEX_INT32(0x14, 4, (out, chunk, at, size) -> out.appendHex(chunk.u32(at))),
  HEX_INT64(0x15, 8, (out, chunk, at, size) -> out.appendHex(chunk.i64(at))),
  EVT_HANDLE(
      0x20,
      (out, chunk, at, size) -> {
        if (size == 4) {
          out.appendHex(chunk.u32(at));
        } else if (size == 8) {
          out.appendHex(chunk.i64(at));
        } else {
          rawBytes(out, chunk, at, size);
        }
      }),
  BINXML(0x21, ValueType::rawBytes),
  EVT_XML(0x23, ValueType::rawBytes);

  /** Set in the type code of an array of that type. */
  static final int ARRAY = 0x80;

  private static final int SID_HEADER = 8;
  private static final @Nullable ValueType[] BY_CODE = new ValueType[ARRAY];

  static {
    for (ValueType type : values()) {
      BY_CODE[type.code] = type;
    }
  }

  /** Writes one value that lies entirely in the chunk. */
  private interface Rendering {
    void append(AsciiText out, Chunk chunk, int at, int size) throws CorruptDataException;
  }

  private final int code;
  private final int width;

  @SuppressWarnings("ImmutableEnumChecker") // functions without state
  private final Rendering rendering;

  /** A type whose values are as long as they say. */
  ValueType(int code, Rendering rendering) {
    this(code, 0, rendering);
  }

  ValueType(int code, int width, Rendering rendering) {
    this.code = code;
    this.width = width;
    this.rendering = rendering;
  }

  /** Bytes of a value, for types of which all values are equally long; else 0. */
  int width() {
    return width;
  }

  int code() {
    return code;
  }

  /** The type of a value or of an array's items; null for a code that is not known. */
  static @Nullable ValueType of(int code) {
    return BY_CODE[code & ~ARRAY];
  }

  boolean fits(int size) {
    return width == 0 || width == size;
  }

  /**
   * How long the next item of an array is.
   *
   * @param rest bytes from there to the array's end
   * @param all bytes of the whole array
   */
  int itemSize(Chunk chunk, int at, int rest, int all) {
    return width == 0 ? rest : width;
  }

  /** Appends one value, not an array and not one of the string types. */
  void append(AsciiText out, Chunk chunk, int at, int size) throws CorruptDataException {
    if (!fits(size)) {
      throw new CorruptDataException(
          at, "a value of type " + name() + " needs " + width + " bytes, has " + size);
    }
    rendering.append(out, chunk, at, size);
  }

  /** Upper-case hexadecimal, as Windows shows binary values. */
  static void rawBytes(AsciiText out, Chunk chunk, int at, int size) {
    for (int i = 0; i < size; i++) {
      out.appendUpperHexByte(chunk.u8(at + i));
    }
  }

  private static void unsigned(AsciiText out, long value) {
    if (value < 0) {
      out.append(Long.toUnsignedString(value));
    } else {
      out.appendDecimal(value, 1);
    }
  }

  /** The lexical form of XML Schema: {@code INF} and {@code NaN}; no fraction if it is zero. */
  private static void real64(AsciiText out, double value) {
    real(out, Double.isInfinite(value), value > 0, Double.toString(value));
  }

  private static void real32(AsciiText out, float value) {
    real(out, Float.isInfinite(value), value > 0, Float.toString(value));
  }

  private static void real(AsciiText out, boolean infinite, boolean positive, String java) {
    if (infinite) {
      out.append(positive ? "INF" : "-INF");
    } else {
      out.append(java.endsWith(".0") ? java.substring(0, java.length() - 2) : java);
    }
  }

  private static void bool(AsciiText out, Chunk chunk, int at, int size) {
    out.append(chunk.isZero(at, at + size) ? "false" : "true");
  }

  private static void guid(AsciiText out, Chunk chunk, int at) {
    out.append('{');
    for (int i = 3; i >= 0; i--) {
      out.appendUpperHexByte(chunk.u8(at + i));
    }
    out.append('-').appendUpperHexByte(chunk.u8(at + 5)).appendUpperHexByte(chunk.u8(at + 4));
    out.append('-').appendUpperHexByte(chunk.u8(at + 7)).appendUpperHexByte(chunk.u8(at + 6));
    out.append('-').appendUpperHexByte(chunk.u8(at + 8)).appendUpperHexByte(chunk.u8(at + 9));
    out.append('-');
    for (int i = 10; i < 16; i++) {
      out.appendUpperHexByte(chunk.u8(at + i));
    }
    out.append('}');
  }

  /** MS-DTYP, section 2.4.2.1: an authority of 2^32 or more is written in hexadecimal. */
  private static void sid(AsciiText out, Chunk chunk, int at, int size)
      throws CorruptDataException {
    int count = size < SID_HEADER ? 0 : chunk.u8(at + 1);
    if (size < SID_HEADER + 4 * count) {
      throw new CorruptDataException(
          at,
          "a SID of " + count + " parts needs " + (SID_HEADER + 4 * count) + " bytes, has " + size);
    }
    long authority = 0;
    for (int i = 2; i < SID_HEADER; i++) {
      authority = (authority << 8) | chunk.u8(at + i);
    }
    out.append('S').append('-').appendDecimal(chunk.u8(at), 1).append('-');
    if (authority >>> 32 == 0) {
      out.appendDecimal(authority, 1);
    } else {
      out.appendHex(authority);
    }
    for (int i = 0; i < count; i++) {
      out.append('-').appendDecimal(chunk.u32(at + SID_HEADER + 4 * i), 1);
    }
  }
}
