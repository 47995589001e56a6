package dev.ring3.search.query;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads addresses and CIDR blocks without ever asking a name service. */
public final class Addresses {
  private static final int V4_BITS = 32;
  private static final int V6_BITS = 128;

  private Addresses() {}

  /** The address a text writes: dotted IPv4, or IPv6 as in RFC 4291; no zone. */
  public static Optional<InetAddress> parse(String text) {
    byte[] bytes = text.indexOf(':') >= 0 ? v6(text) : v4(text);
    return bytes.length == 0 ? Optional.empty() : Optional.of(address(bytes));
  }

  /** The addresses of a block such as {@code 10.0.0.0/8} or {@code fe80::/10}. */
  public static Optional<Criterion.Addresses> block(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    String host = text.substring(0, slash);
    byte[] from = host.indexOf(':') >= 0 ? v6(host) : v4(host);
    OptionalInt bits = decimal(text.substring(slash + 1), from.length * 8);
    if (from.length == 0 || bits.isEmpty()) {
      return Optional.empty();
    }
    byte[] to = from.clone();
    for (int bit = bits.getAsInt(); bit < from.length * 8; bit++) {
      int mask = 0x80 >> (bit % 8);
      from[bit / 8] &= (byte) ~mask;
      to[bit / 8] |= (byte) mask;
    }
    return Optional.of(new Criterion.Addresses(address(from), address(to)));
  }

  /** The 128 bits by which addresses are ordered; IPv4 mapped into IPv6. */
  public static byte[] bits(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == V6_BITS / 8) {
      return bytes;
    }
    byte[] mapped = new byte[V6_BITS / 8];
    mapped[10] = (byte) 0xff;
    mapped[11] = (byte) 0xff;
    System.arraycopy(bytes, 0, mapped, 12, bytes.length);
    return mapped;
  }

  /** Whether an address lies in a block. */
  public static boolean within(InetAddress address, Criterion.Addresses block) {
    byte[] bits = bits(address);
    return Arrays.compareUnsigned(bits(block.from()), bits) <= 0
        && Arrays.compareUnsigned(bits, bits(block.to())) <= 0;
  }

  private static byte[] v4(String text) {
    String[] parts = text.split("\\.", -1);
    byte[] bytes = new byte[V4_BITS / 8];
    if (parts.length != bytes.length) {
      return new byte[0];
    }
    for (int i = 0; i < bytes.length; i++) {
      OptionalInt part = decimal(parts[i], 255);
      if (part.isEmpty()) {
        return new byte[0];
      }
      bytes[i] = (byte) part.getAsInt();
    }
    return bytes;
  }

  private static byte[] v6(String text) {
    int gap = text.indexOf("::");
    byte[] head = groups(gap < 0 ? text : text.substring(0, gap));
    byte[] tail = gap < 0 ? new byte[0] : groups(text.substring(gap + 2));
    boolean valid = head.length % 2 == 0 && tail.length % 2 == 0;
    int length = head.length + tail.length;
    if (!valid || (gap < 0 ? length != V6_BITS / 8 : length > V6_BITS / 8 - 2)) {
      return new byte[0];
    }
    byte[] bytes = Arrays.copyOf(head, V6_BITS / 8);
    System.arraycopy(tail, 0, bytes, bytes.length - tail.length, tail.length);
    return bytes;
  }

  /** The bytes of groups joined by colons, the last of which may be dotted; odd length if wrong. */
  private static byte[] groups(String text) {
    byte[] wrong = new byte[1];
    if (text.isEmpty()) {
      return new byte[0];
    }
    String[] parts = text.split(":", -1);
    byte[] bytes = new byte[0];
    for (int i = 0; i < parts.length; i++) {
      byte[] next;
      if (i == parts.length - 1 && parts[i].indexOf('.') >= 0) {
        next = v4(parts[i]);
      } else {
        next = group(parts[i]);
      }
      if (next.length == 0 || bytes.length > V6_BITS / 8) {
        return wrong;
      }
      bytes = Arrays.copyOf(bytes, bytes.length + next.length);
      System.arraycopy(next, 0, bytes, bytes.length - next.length, next.length);
    }
    return bytes;
  }

  private static byte[] group(String hex) {
    if (hex.isEmpty() || hex.length() > 4) {
      return new byte[0];
    }
    int value = 0;
    for (int i = 0; i < hex.length(); i++) {
      char c = hex.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return new byte[0];
      }
      value = value << 4 | digit;
    }
    return new byte[] {(byte) (value >> 8), (byte) value};
  }

  /** The number up to {@code most} that one to three decimal digits write. */
  private static OptionalInt decimal(String digits, int most) {
    if (digits.isEmpty() || digits.length() > 3) {
      return OptionalInt.empty();
    }
    int value = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        return OptionalInt.empty();
      }
      value = value * 10 + (c - '0');
    }
    return value <= most ? OptionalInt.of(value) : OptionalInt.empty();
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(bytes.length + " bytes are no address", e);
    }
  }
}
