package dev.ring3.webui.page;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;

/**
 * What the start decides about the page.
 *
 * @param data the data directory, which exists
 * @param listen the address that is listened on
 * @param port to listen on; 0 lets the system choose a free one
 * @param hostNames names under which browsers may ask for the page, besides the loopback names and
 *     the literal address that is listened on
 * @param responders whether there is a link for those who may act on this host
 * @param version of Ring3, as people read it
 */
public record WebSettings(
    Path data,
    InetAddress listen,
    int port,
    Set<String> hostNames,
    boolean responders,
    String version) {
  /** The port unless told otherwise. */
  public static final int DEFAULT_PORT = 7333;

  public WebSettings {
    Objects.requireNonNull(listen);
    Objects.requireNonNull(version);
    data = data.toAbsolutePath().normalize();
    hostNames = Set.copyOf(hostNames);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + ": give one of 0 to 65535");
    }
  }
}
