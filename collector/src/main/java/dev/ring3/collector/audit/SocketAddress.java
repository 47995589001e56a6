package dev.ring3.collector.audit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A {@code struct sockaddr} as {@code SOCKADDR} records hold it. */
public sealed interface SocketAddress {
  /** An IPv4 or IPv6 address; its text is what {@link InetAddress} writes. */
  record Internet(String address, int port, boolean v6) implements SocketAddress {}

  /** A local socket; an abstract name starts with {@code @}. */
  record Local(String path) implements SocketAddress {}

  /** Another family, by its number in {@code linux/socket.h}. */
  record Other(int family) implements SocketAddress {}

  /** From the digits of {@code saddr}; empty if they are no address. */
  static Optional<SocketAddress> of(String digits) {
    return AuditRecord.bytes(digits).flatMap(SocketAddress::of);
  }

  /**
   * From the structure's bytes. The family has the machine's order, port and address the network's;
   * of a log of a big-endian machine the family's bytes are swapped.
   */
  static Optional<SocketAddress> of(byte[] bytes) {
    if (bytes.length < 2) {
      return Optional.empty();
    }
    int little = (bytes[0] & 0xff) | ((bytes[1] & 0xff) << 8);
    int family = little > 255 && bytes[0] == 0 ? bytes[1] & 0xff : little;
    return switch (family) {
      case 1 -> Optional.of(new Local(path(bytes)));
      case 2 -> bytes.length < 8 ? Optional.empty() : internet(bytes, 4, 8, false);
      case 10 -> bytes.length < 24 ? Optional.empty() : internet(bytes, 8, 24, true);
      default -> Optional.of(new Other(family));
    };
  }

  private static Optional<SocketAddress> internet(byte[] bytes, int from, int to, boolean v6) {
    try {
      InetAddress address = InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, to));
      int port = ((bytes[2] & 0xff) << 8) | (bytes[3] & 0xff);
      return Optional.of(new Internet(address.getHostAddress(), port, v6));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of " + (to - from) + " bytes", e);
    }
  }

  private static String path(byte[] bytes) {
    if (bytes.length == 2) {
      return "";
    }
    boolean isAbstract = bytes[2] == 0;
    int from = isAbstract ? 3 : 2;
    int end = from;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    String name = new String(bytes, from, end - from, StandardCharsets.UTF_8);
    return isAbstract ? '@' + name : name;
  }
}
