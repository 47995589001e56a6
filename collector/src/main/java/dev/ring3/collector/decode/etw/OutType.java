package dev.ring3.collector.decode.etw;

import java.util.Locale;
import java.util.Optional;

/** How a value is meant to be read, where that is not plain from its {@link InType}. */
public enum OutType {
  PLAIN,
  HEX,
  BOOLEAN,
  /** A port in network byte order. */
  PORT,
  IPV4,
  IPV6,
  /** A SOCKADDR of IPv4 or IPv6. */
  SOCKET_ADDRESS,
  UTF8,
  /** Text of 16-bit units in a fixed place, up to a zero. */
  TEXT;

  /** The meaning of that number (TDH_OUTTYPE_* of tdh.h); plain if it changes nothing. */
  public static OutType ofCode(int code) {
    return switch (code) {
      case 13 -> BOOLEAN;
      case 16, 17, 18, 19, 31, 32 -> HEX; // HEXINT8 to HEXINT64, NTSTATUS, HRESULT
      case 22 -> PORT;
      case 23 -> IPV4;
      case 24 -> IPV6;
      case 25 -> SOCKET_ADDRESS;
      case 34, 35 -> UTF8; // JSON, UTF8
      default -> PLAIN;
    };
  }

  /** The meaning that the catalogue calls so. */
  public static Optional<OutType> named(String word) {
    for (OutType type : values()) {
      if (type.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
