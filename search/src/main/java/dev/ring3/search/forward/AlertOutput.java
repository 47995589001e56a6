package dev.ring3.search.forward;

import dev.ring3.collector.event.Event;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Where alerts go. For one thread. */
public interface AlertOutput extends AutoCloseable {
  /**
   * Sends one.
   *
   * @throws IOException if it did not arrive; it may be sent again
   */
  void send(Event alert) throws IOException;

  @Override
  void close() throws IOException;

  /**
   * The output that an address names: {@code file:PATH} (NDJSON, appended), {@code
   * syslog://HOST[:514]} (RFC 5424 over UDP), {@code syslog+tcp://} and {@code syslog+tls://}
   * (octet counting), {@code http://} and {@code https://} (POST of one JSON document), {@code
   * eventlog:} (Windows). Connects at the first alert.
   *
   * @param version of Ring3
   * @throws IllegalArgumentException if it names none, with what would be right
   */
  static AlertOutput open(String address, String version) {
    try {
      URI uri = new URI(address);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      return switch (scheme) {
        case "file" -> FileOutput.of(address.substring("file:".length()));
        case "syslog" -> SyslogOutput.of(uri, SyslogOutput.Transport.UDP);
        case "syslog+tcp" -> SyslogOutput.of(uri, SyslogOutput.Transport.TCP);
        case "syslog+tls" -> SyslogOutput.of(uri, SyslogOutput.Transport.TLS);
        case "http", "https" -> new WebhookOutput(uri, version);
        case "eventlog" -> EventLogOutput.open();
        default -> throw unknown(address);
      };
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("'" + address + "' is no address: " + e.getReason(), e);
    }
  }

  private static IllegalArgumentException unknown(String address) {
    return new IllegalArgumentException(
        "'"
            + address
            + "' names no output: give file:PATH, syslog://HOST, syslog+tcp://HOST,"
            + " syslog+tls://HOST, https://HOST/PATH or eventlog:");
  }
}
