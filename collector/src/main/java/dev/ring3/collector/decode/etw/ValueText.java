package dev.ring3.collector.decode.etw;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/** Writes one value as text. Its place has been checked. */
final class ValueText {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT);
  private static final long TICKS_PER_SECOND = 10_000_000;
  private static final long SECONDS_1601_TO_1970 = 11_644_473_600L;

  private ValueText() {}

  /** The value in {@code [at, end)}, without its own length or terminator. */
  static String of(FieldLayout field, RecordData data, int at, int end) {
    return switch (field.type()) {
      case UTF16, COUNTED_UTF16, COUNTED_STRING, REVERSE_COUNTED_STRING, UNTERMINATED_STRING ->
          data.utf16(at, end);
      case UTF16_UNIT -> data.utf16(at, end);
      case ANSI,
          COUNTED_ANSI,
          COUNTED_ANSI_STRING,
          REVERSE_COUNTED_ANSI_STRING,
          UNTERMINATED_ANSI_STRING,
          ANSI_CHARACTER ->
          data.text(at, end, field.out() == OutType.UTF8);
      case I8, U8, I16, U16, I32, U32, I64, U64, HEX32, HEX64, POINTER, SIZE ->
          number(field, data, at);
      case F32 -> Float.toString(Float.intBitsToFloat(data.i32(at)));
      case F64 -> Double.toString(Double.longBitsToDouble(data.i64(at)));
      case BOOL -> Boolean.toString(data.i32(at) != 0);
      case GUID -> guid(data, at);
      case FILETIME -> fileTime(data.i64(at));
      case SYSTEMTIME -> systemTime(data, at);
      case SID, WBEM_SID -> sid(data, at, end);
      case BINARY, COUNTED_BINARY, HEX_DUMP -> binary(field, data, at, end);
      case STRUCT -> throw new IllegalArgumentException("a struct has no text of its own");
    };
  }

  /** A whole number, with its sign. */
  static long wholeNumber(InType type, RecordData data, int at) {
    return switch (type) {
      case I8 -> data.bytes()[at];
      case U8 -> data.u8(at);
      case I16 -> (short) data.u16(at);
      case U16 -> data.u16(at);
      case I32 -> data.i32(at);
      case U32, HEX32 -> data.u32(at);
      case I64, U64, HEX64 -> data.i64(at);
      case POINTER, SIZE -> data.pointer(at);
      default -> throw new IllegalArgumentException(type + " is no whole number");
    };
  }

  private static String number(FieldLayout field, RecordData data, int at) {
    long number = wholeNumber(field.type(), data, at);
    if (field.map() != null) {
      return field.map().text(number);
    }
    return switch (field.out()) {
      case PLAIN, UTF8, TEXT -> plain(field.type(), number);
      case HEX -> "0x" + Long.toHexString(number & mask(field.type()));
      case BOOLEAN -> Boolean.toString(number != 0);
      case PORT -> Integer.toString(Short.reverseBytes((short) number) & 0xffff);
      case IPV4 -> ipv4((int) number);
      case IPV6, SOCKET_ADDRESS -> plain(field.type(), number);
    };
  }

  private static String plain(InType type, long number) {
    return switch (type) {
      case HEX32, HEX64, POINTER -> "0x" + Long.toHexString(number);
      case U64, SIZE -> Long.toUnsignedString(number);
      default -> Long.toString(number);
    };
  }

  private static long mask(InType type) {
    int size = type.fixedSize();
    return size == 0 || size == 8 ? -1L : (1L << (8 * size)) - 1;
  }

  /** An address that was read as a little-endian number. */
  private static String ipv4(int address) {
    return (address & 0xff)
        + "."
        + ((address >>> 8) & 0xff)
        + "."
        + ((address >>> 16) & 0xff)
        + "."
        + (address >>> 24);
  }

  static String binary(FieldLayout field, RecordData data, int at, int end) {
    return switch (field.out()) {
      case IPV6 -> end - at == 16 ? ipv6(data, at) : HEX.formatHex(data.bytes(), at, end);
      case SOCKET_ADDRESS -> socketAddress(data, at, end);
      case TEXT -> data.utf16(at, Math.min(end, data.endOfUtf16(at)));
      case UTF8 -> data.text(at, end, true);
      case IPV4 -> end - at == 4 ? ipv4(data.i32(at)) : HEX.formatHex(data.bytes(), at, end);
      case PLAIN, HEX, BOOLEAN, PORT -> HEX.formatHex(data.bytes(), at, end);
    };
  }

  private static String ipv6(RecordData data, int at) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(data.bytes(), at, at + 16))
          .getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("16 bytes are an address", e);
    }
  }

  /** {@code address:port}; brackets around an IPv6 address (SOCKADDR_IN, SOCKADDR_IN6). */
  private static String socketAddress(RecordData data, int at, int end) {
    int family = end - at >= 2 ? data.u16(at) : 0;
    if (family == 2 && end - at >= 8) {
      return ipv4(data.i32(at + 4)) + ':' + data.bigU16(at + 2);
    }
    if (family == 23 && end - at >= 24) {
      return '[' + ipv6(data, at + 8) + "]:" + data.bigU16(at + 2);
    }
    return HEX.formatHex(data.bytes(), at, end);
  }

  private static String guid(RecordData data, int at) {
    HexFormat hex = HEX;
    StringBuilder text = new StringBuilder(38);
    text.append('{').append(hex.toHexDigits(data.i32(at)));
    text.append('-').append(hex.toHexDigits((short) data.u16(at + 4)));
    text.append('-').append(hex.toHexDigits((short) data.u16(at + 6)));
    text.append('-').append(hex.formatHex(data.bytes(), at + 8, at + 10));
    text.append('-').append(hex.formatHex(data.bytes(), at + 10, at + 16));
    return text.append('}').toString();
  }

  /** The moment of a FILETIME, 100 ns since 1601-01-01 UTC. */
  static Instant instant(long fileTime) {
    long seconds = Long.divideUnsigned(fileTime, TICKS_PER_SECOND);
    long ticks = Long.remainderUnsigned(fileTime, TICKS_PER_SECOND);
    return Instant.ofEpochSecond(seconds - SECONDS_1601_TO_1970, ticks * 100);
  }

  private static String fileTime(long fileTime) {
    return fileTime < 0
        ? instant(fileTime).toString()
        : TIME.format(LocalDateTime.ofInstant(instant(fileTime), ZoneOffset.UTC));
  }

  private static String systemTime(RecordData data, int at) {
    try {
      return TIME.format(
          LocalDateTime.of(
              data.u16(at),
              data.u16(at + 2),
              data.u16(at + 6),
              data.u16(at + 8),
              data.u16(at + 10),
              data.u16(at + 12),
              data.u16(at + 14) * 1_000_000));
    } catch (DateTimeException e) {
      return HEX.formatHex(data.bytes(), at, at + 16);
    }
  }

  /** MS-DTYP, section 2.4.2; nothing for no SID. */
  private static String sid(RecordData data, int at, int end) {
    if (end - at < 8) {
      return "";
    }
    long low = Integer.reverseBytes(data.i32(at + 4)) & 0xffff_ffffL;
    long authority = ((long) data.bigU16(at + 2) << 32) | low;
    StringBuilder text = new StringBuilder("S-").append(data.u8(at)).append('-').append(authority);
    for (int i = 0; i < data.u8(at + 1); i++) {
      text.append('-').append(data.u32(at + 8 + 4 * i));
    }
    return text.toString();
  }
}
