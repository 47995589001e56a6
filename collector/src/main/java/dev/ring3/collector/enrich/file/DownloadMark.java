package dev.ring3.collector.enrich.file;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The mark of the web: what a browser or mail program notes of a file that it saves, in the stream
 * {@code Zone.Identifier} (MS-FSCC 5.6.1).
 *
 * @param zone 0 this computer, 1 intranet, 2 trusted, 3 internet, 4 restricted
 * @param url of the file
 * @param referrer of the page that led to it
 */
public record DownloadMark(int zone, Optional<String> url, Optional<String> referrer) {
  /** Behind the file's path. */
  static final String STREAM = ":Zone.Identifier";

  /** More is not read. */
  static final int MAX_BYTES = 1 << 14;

  /** Empty if the text names no zone. */
  static Optional<DownloadMark> parse(byte[] bytes) {
    Map<String, String> values = new HashMap<>();
    new String(bytes, StandardCharsets.UTF_8)
        .lines()
        .forEach(
            line -> {
              int equals = line.indexOf('=');
              if (equals > 0) {
                String name = line.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                values.putIfAbsent(name, line.substring(equals + 1).strip());
              }
            });
    String zone = values.getOrDefault("zoneid", "");
    return zone.matches("[0-9]")
        ? Optional.of(
            new DownloadMark(
                Integer.parseInt(zone), text(values, "hosturl"), text(values, "referrerurl")))
        : Optional.empty();
  }

  private static Optional<String> text(Map<String, String> values, String name) {
    return Optional.ofNullable(values.get(name)).filter(text -> !text.isEmpty());
  }
}
