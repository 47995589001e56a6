package dev.ring3.collector.respond.network;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One end of a connection. */
public record Endpoint(InetAddress address, int port) {
  private static final Pattern TEXT =
      Pattern.compile("\\[([^\\]]+)\\]:(\\d{1,5})|([^:]+):(\\d{1,5})");

  public Endpoint {
    Objects.requireNonNull(address);
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("no port: " + port);
    }
  }

  /**
   * Reads {@code 10.0.0.1:443} or {@code [2001:db8::1]:443}.
   *
   * @throws IllegalArgumentException if it is neither; the message says what is needed
   */
  public static Endpoint parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is no end of a connection: write it as 10.0.0.1:443 or [2001:db8::1]:443");
    }
    boolean bracketed = parts.group(1) != null;
    return new Endpoint(
        Network.address(parts.group(bracketed ? 1 : 3)),
        Integer.parseInt(parts.group(bracketed ? 2 : 4)));
  }

  /**
   * Of an address that is written out.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Endpoint of(String address, int port) {
    return new Endpoint(Network.address(address), port);
  }

  @Override
  public String toString() {
    String text = address.getHostAddress();
    return (address instanceof Inet6Address ? "[" + text + "]" : text) + ":" + port;
  }
}
