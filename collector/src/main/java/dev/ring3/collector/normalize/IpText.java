package dev.ring3.collector.normalize;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Addresses as text, without ever asking a name server. */
final class IpText {
  private IpText() {}

  /**
   * The address in canonical form: dotted IPv4, IPv6 by RFC 5952 (lower case, longest run of zeros
   * shortened), IPv4 where the text maps it into IPv6, and no zone. Nothing if it is no address.
   */
  static Optional<String> canonical(String text) {
    if (text.isEmpty() || text.length() > 64) {
      return Optional.empty();
    }
    int zone = text.indexOf('%');
    String bare = zone < 0 ? text : text.substring(0, zone);
    if (bare.indexOf(':') >= 0) {
      return v6(bare);
    }
    return isDotted(bare) ? Optional.of(bare) : Optional.empty();
  }

  /** Four decimal numbers of 0 to 255 without leading zeros. */
  private static boolean isDotted(String text) {
    int parts = 1;
    int value = 0;
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && digits > 0) {
        parts++;
        value = 0;
        digits = 0;
      } else if (c >= '0' && c <= '9' && !(digits > 0 && value == 0)) {
        value = value * 10 + (c - '0');
        digits++;
        if (value > 255) {
          return false;
        }
      } else {
        return false;
      }
    }
    return parts == 4 && digits > 0;
  }

  private static Optional<String> v6(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("0123456789abcdefABCDEF:.".indexOf(text.charAt(i)) < 0) {
        return Optional.empty();
      }
    }
    try {
      InetAddress address = InetAddress.getByName('[' + text + ']');
      return Optional.of(
          address instanceof Inet6Address six ? shortest(six) : address.getHostAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static String shortest(Inet6Address address) {
    byte[] bytes = address.getAddress();
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = ((bytes[2 * i] & 0xff) << 8) | (bytes[2 * i + 1] & 0xff);
    }
    int bestStart = 8;
    int bestLength = 1;
    for (int start = 0; start < 8; start++) {
      int end = start;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - start > bestLength) {
        bestStart = start;
        bestLength = end - start;
      }
    }
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < 8; i++) {
      if (i == bestStart) {
        text.append("::");
        i += bestLength - 1;
        continue;
      }
      if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }
}
