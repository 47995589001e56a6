package dev.ring3.collector.decode.etw;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How a value is laid out in a record's data (TDH_INTYPE_* of tdh.h). */
public enum InType {
  UTF16(1, "utf16", 0),
  ANSI(2, "ansi", 0),
  I8(3, "i8", 1),
  U8(4, "u8", 1),
  I16(5, "i16", 2),
  U16(6, "u16", 2),
  I32(7, "i32", 4),
  U32(8, "u32", 4),
  I64(9, "i64", 8),
  U64(10, "u64", 8),
  F32(11, "f32", 4),
  F64(12, "f64", 8),
  BOOL(13, "bool", 4),
  BINARY(14, "binary", 0),
  GUID(15, "guid", 16),
  POINTER(16, "pointer", 0),
  FILETIME(17, "filetime", 8),
  SYSTEMTIME(18, "systemtime", 16),
  SID(19, "sid", 0),
  HEX32(20, "hex32", 4),
  HEX64(21, "hex64", 8),
  /** UTF-16 behind its length in bytes, 16 bits. */
  COUNTED_UTF16(22, "counted-utf16", 0),
  /** ANSI text behind its length in bytes, 16 bits. */
  COUNTED_ANSI(23, "counted-ansi", 0),
  STRUCT(24, "struct", 0),
  /** Bytes behind their number, 16 bits. */
  COUNTED_BINARY(25, "counted-binary", 0),
  /** As {@link #COUNTED_UTF16}, in classic events. */
  COUNTED_STRING(300, "counted-string", 0),
  COUNTED_ANSI_STRING(301, "counted-ansi-string", 0),
  /** UTF-16 behind its length in bytes, 16 bits big-endian. */
  REVERSE_COUNTED_STRING(302, "reverse-counted-string", 0),
  REVERSE_COUNTED_ANSI_STRING(303, "reverse-counted-ansi-string", 0),
  /** UTF-16 up to the end of the data. */
  UNTERMINATED_STRING(304, "unterminated-string", 0),
  UNTERMINATED_ANSI_STRING(305, "unterminated-ansi-string", 0),
  /** One UTF-16 unit. */
  UTF16_UNIT(306, "char16", 2),
  ANSI_CHARACTER(307, "char8", 1),
  /** An unsigned number as large as a pointer. */
  SIZE(308, "size", 0),
  /** Bytes behind their number, 32 bits. */
  HEX_DUMP(309, "hexdump", 0),
  /** A TOKEN_USER, two pointers, and the SID; 4 zero bytes for none. */
  WBEM_SID(310, "wbem-sid", 0);

  private static final Map<Integer, InType> BY_CODE =
      Arrays.stream(values()).collect(Collectors.toMap(t -> t.code, Function.identity()));
  private static final Map<String, InType> BY_WORD =
      Arrays.stream(values()).collect(Collectors.toMap(t -> t.word, Function.identity()));

  private final int code;
  private final String word;
  private final int fixedSize;

  InType(int code, String word, int fixedSize) {
    this.code = code;
    this.word = word;
    this.fixedSize = fixedSize;
  }

  /** The type of that number in tdh.h. */
  public static Optional<InType> ofCode(int code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }

  /** The type that the catalogue calls so. */
  public static Optional<InType> named(String word) {
    return Optional.ofNullable(BY_WORD.get(word));
  }

  /** Bytes of every value of this type; 0 if they differ. */
  int fixedSize() {
    return fixedSize;
  }

  /** Whether a value is a whole number, as lengths and counts must be. */
  boolean isWholeNumber() {
    return switch (this) {
      case I8, U8, I16, U16, I32, U32, I64, U64, HEX32, HEX64, POINTER, SIZE -> true;
      case UTF16,
          ANSI,
          F32,
          F64,
          BOOL,
          BINARY,
          GUID,
          FILETIME,
          SYSTEMTIME,
          SID,
          COUNTED_UTF16,
          COUNTED_ANSI,
          STRUCT,
          COUNTED_BINARY,
          COUNTED_STRING,
          COUNTED_ANSI_STRING,
          REVERSE_COUNTED_STRING,
          REVERSE_COUNTED_ANSI_STRING,
          UNTERMINATED_STRING,
          UNTERMINATED_ANSI_STRING,
          UTF16_UNIT,
          ANSI_CHARACTER,
          HEX_DUMP,
          WBEM_SID ->
          false;
    };
  }
}
