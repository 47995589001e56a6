package dev.ring3.search.forward;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An alert as a syslog message (RFC 5424 section 6), facility "security" (4). */
final class SyslogMessage {
  /** Bytes: what every receiver of UDP takes whole with usual networks (RFC 5426 section 3.2). */
  static final int LONGEST_DATAGRAM = 1_180;

  /** Bytes of the longest message over a connection. */
  static final int LONGEST = 65_536;

  /** Numbers under which examples and own use may be (RFC 5612). */
  private static final String STRUCTURE = "ring3@32473";

  private static final int SECURITY = 4;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Map<String, Integer> SEVERITIES =
      Map.of("critical", 2, "high", 3, "medium", 4, "low", 5, "informational", 6);
  private static final int NOTICE = 5;

  private static final List<Map.Entry<String, Field>> PARAMETERS =
      List.of(
          Map.entry("rule", Field.RULE_NAME),
          Map.entry("uuid", Field.RULE_UUID),
          Map.entry("level", Field.RULE_LEVEL),
          Map.entry("technique", Field.THREAT_TECHNIQUE_ID),
          Map.entry("user", Field.USER_NAME),
          Map.entry("process", Field.PROCESS_EXECUTABLE),
          Map.entry("entity", Field.PROCESS_ENTITY_ID));

  private SyslogMessage() {}

  /** The message, cut to so many bytes where it is longer, between two characters. */
  static byte[] of(Event alert, long pid, int longest) {
    int severity = SEVERITIES.getOrDefault(alert.text(Field.RULE_LEVEL).orElse(""), NOTICE);
    StringBuilder text = new StringBuilder();
    text.append('<').append(SECURITY * 8 + severity).append(">1 ");
    Instant time = alert.time();
    text.append(TIME.format(time)).append(' ');
    text.append(word(alert.text(Field.HOST_NAME).orElse("-"), 255)).append(" ring3 ").append(pid);
    text.append(" ALERT [").append(STRUCTURE);
    for (Map.Entry<String, Field> parameter : PARAMETERS) {
      List<String> values = alert.texts(parameter.getValue());
      if (!values.isEmpty()) {
        text.append(' ').append(parameter.getKey()).append("=\"");
        text.append(escaped(String.join(",", values))).append('"');
      }
    }
    text.append("] \uFEFF").append(plain(AlertText.sentence(alert)));
    return cut(text.toString().getBytes(StandardCharsets.UTF_8), longest);
  }

  /** A name of printable ASCII without blanks, as headers have them. */
  private static String word(String name, int longest) {
    String word = name.replaceAll("[^\\x21-\\x7e]", "_");
    return word.isEmpty() ? "-" : word.substring(0, Math.min(longest, word.length()));
  }

  /** Section 6.3.3: quote, backslash and closing bracket are escaped. */
  private static String escaped(String value) {
    String shortened = value.length() > 400 ? value.substring(0, 400) : value;
    return plain(shortened).replace("\\", "\\\\").replace("\"", "\\\"").replace("]", "\\]");
  }

  /** Control characters could forge lines at receivers that write them as they come. */
  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }

  private static byte[] cut(byte[] utf8, int longest) {
    if (utf8.length <= longest) {
      return utf8;
    }
    int end = longest;
    while (end > 0 && (utf8[end] & 0xC0) == 0x80) {
      end--;
    }
    ByteArrayOutputStream shorter = new ByteArrayOutputStream(end);
    shorter.write(utf8, 0, end);
    return shorter.toByteArray();
  }
}
