package dev.ring3.collector.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One record of the audit system.
 *
 * @param node the host that wrote it; empty where the record does not say
 * @param type its type, such as {@code SYSCALL}
 * @param time when it was written, to the millisecond
 * @param serial number of the event it belongs to; starts anew with every boot
 * @param values its fields in order, as written but for quotes; a field written twice has its first
 *     value. What the log daemon adds ({@code UID="root"}) is among them under its capital name
 * @param quoted names of the fields that were written in double quotes
 */
public record AuditRecord(
    String node,
    String type,
    Instant time,
    long serial,
    Map<String, String> values,
    Set<String> quoted) {
  public AuditRecord {
    Objects.requireNonNull(node);
    Objects.requireNonNull(type);
    Objects.requireNonNull(time);
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    quoted = Set.copyOf(quoted);
  }

  /** A field as it is written; absent also where the record says {@code ?} or {@code (null)}. */
  public Optional<String> raw(String name) {
    String value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    boolean nothing =
        !quoted.contains(name)
            && (value.isEmpty()
                || value.equals("?")
                || value.equals("(null)")
                || value.equals("(none)"));
    return nothing ? Optional.empty() : Optional.of(value);
  }

  /** Fields that writers encode where quoting is not safe, by the audit project's dictionary. */
  private static final Set<String> ENCODED =
      Set.of(
          "acct",
          "cgroup",
          "cmd",
          "comm",
          "cwd",
          "data",
          "dir",
          "exe",
          "file",
          "grp",
          "key",
          "name",
          "new_group",
          "ocomm",
          "path",
          "proctitle",
          "root_dir",
          "sw",
          "unit",
          "vm",
          "watch");

  /**
   * A field whose writer quotes it, or writes it as hexadecimal digits where quoting would not be
   * safe (spaces, control characters): the text that was meant. Any other field as it is.
   */
  public Optional<String> text(String name) {
    return raw(name)
        .map(v -> quoted.contains(name) || !ENCODED.contains(name) ? v : unhex(v).orElse(v));
  }

  /** A decimal field. */
  public OptionalLong number(String name) {
    return parse(name, 10);
  }

  /** A hexadecimal field without prefix, such as {@code a0}; 64 bits, unsigned. */
  public OptionalLong hex(String name) {
    return parse(name, 16);
  }

  private OptionalLong parse(String name, int radix) {
    String value = values.get(name);
    if (value == null) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(
          value.startsWith("-")
              ? Long.parseLong(value, radix)
              : Long.parseUnsignedLong(value, radix));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** The text behind hexadecimal digits (the kernel writes capitals), if it is nothing else. */
  static Optional<String> unhex(String digits) {
    return bytes(digits).map(b -> new String(b, StandardCharsets.UTF_8));
  }

  static Optional<byte[]> bytes(String digits) {
    if (digits.isEmpty() || digits.length() % 2 != 0) {
      return Optional.empty();
    }
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'F'))) {
        return Optional.empty();
      }
    }
    return Optional.of(HexFormat.of().parseHex(digits));
  }
}
