package dev.ring3.collector.respond.network;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Addresses that begin with the same bits.
 *
 * @param first the lowest of them
 * @param bits that they have in common
 */
public record Network(InetAddress first, int bits) {
  /** Nothing else reaches the resolver, which would ask for a name. */
  private static final Pattern LITERAL =
      Pattern.compile(
          "(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

  public Network {
    if (bits < 0 || bits > size(first)) {
      throw new IllegalArgumentException(
          first.getHostAddress() + " has no " + bits + " bits: give 0 to " + size(first));
    }
    first = address(masked(number(first), size(first), bits), size(first));
  }

  /**
   * Reads an address, or a network such as {@code 10.0.0.0/8}.
   *
   * @throws IllegalArgumentException if it is neither; the message says what is needed
   */
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    InetAddress address = address(slash < 0 ? text : text.substring(0, slash));
    if (slash < 0) {
      return new Network(address, size(address));
    }
    try {
      return new Network(address, Integer.parseInt(text.substring(slash + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(wrong(text), e);
    }
  }

  private static String wrong(String text) {
    return "'" + text + "' is no address: write it as 10.0.0.1, 10.0.0.0/8 or 2001:db8::/32";
  }

  /** The address that a text writes out. */
  static InetAddress address(String text) {
    if (!LITERAL.matcher(text).matches()) {
      throw new IllegalArgumentException(wrong(text));
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(wrong(text), e);
    }
  }

  public boolean isV4() {
    return first instanceof Inet4Address;
  }

  private static int size(InetAddress address) {
    return address.getAddress().length * 8;
  }

  private static BigInteger number(InetAddress address) {
    return new BigInteger(1, address.getAddress());
  }

  private static BigInteger masked(BigInteger number, int size, int bits) {
    return number.shiftRight(size - bits).shiftLeft(size - bits);
  }

  private static InetAddress address(BigInteger number, int size) {
    byte[] bytes = new byte[size / 8];
    byte[] digits = number.toByteArray();
    int length = Math.min(digits.length, bytes.length);
    System.arraycopy(digits, digits.length - length, bytes, bytes.length - length, length);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }

  private BigInteger last() {
    return number(first).add(BigInteger.ONE.shiftLeft(size(first) - bits)).subtract(BigInteger.ONE);
  }

  /**
   * All addresses of a family that are in none of these networks, as ranges, each {@code
   * FIRST-LAST}.
   *
   * @param networks those of the other family are passed over
   */
  static List<String> outside(List<Network> networks, boolean v4) {
    int size = v4 ? 32 : 128;
    List<String> ranges = new ArrayList<>();
    BigInteger next = BigInteger.ZERO;
    List<Network> sorted =
        networks.stream()
            .filter(network -> network.isV4() == v4)
            .sorted(Comparator.comparing(network -> number(network.first)))
            .toList();
    for (Network network : sorted) {
      BigInteger begin = number(network.first);
      if (begin.compareTo(next) > 0) {
        ranges.add(range(next, begin.subtract(BigInteger.ONE), size));
      }
      next = next.max(network.last().add(BigInteger.ONE));
    }
    BigInteger end = BigInteger.ONE.shiftLeft(size);
    if (next.compareTo(end) < 0) {
      ranges.add(range(next, end.subtract(BigInteger.ONE), size));
    }
    return ranges;
  }

  private static String range(BigInteger from, BigInteger to, int size) {
    return address(from, size).getHostAddress() + '-' + address(to, size).getHostAddress();
  }

  @Override
  public String toString() {
    String text = first.getHostAddress();
    return bits == size(first) ? text : text + '/' + bits;
  }
}
