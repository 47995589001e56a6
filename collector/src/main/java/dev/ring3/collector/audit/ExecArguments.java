package dev.ring3.collector.audit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The arguments of a started program. {@code EXECVE} records hold them as {@code a0}, {@code a1}
 * and so on; one too long for a record comes in parts {@code a1[0]}, {@code a1[1]}, over several
 * records.
 *
 * @param arguments from the program's own name on
 * @param complete whether all are there, by the count that the kernel gives
 */
public record ExecArguments(List<String> arguments, boolean complete) {
  /** Bytes of all arguments together; the rest is left out, and the arguments are incomplete. */
  public static final int MAX_BYTES = 1 << 20;

  private static final Pattern NAME = Pattern.compile("a(\\d{1,6})(?:\\[(\\d{1,6})])?");

  public ExecArguments {
    arguments = List.copyOf(arguments);
  }

  /** From an event that has {@code EXECVE} records. */
  public static Optional<ExecArguments> of(AuditEvent event) {
    List<AuditRecord> records = event.all("EXECVE").toList();
    if (records.isEmpty()) {
      return Optional.empty();
    }
    TreeMap<Integer, ByteArrayOutputStream> parts = new TreeMap<>();
    int bytes = 0;
    for (AuditRecord record : records) {
      for (String name : record.values().keySet()) {
        Matcher matcher = NAME.matcher(name);
        if (matcher.matches() && bytes <= MAX_BYTES) {
          byte[] part = part(record, name);
          bytes += part.length;
          parts
              .computeIfAbsent(Integer.valueOf(matcher.group(1)), i -> new ByteArrayOutputStream())
              .writeBytes(part);
        }
      }
    }
    List<String> arguments = new ArrayList<>();
    parts.values().forEach(p -> arguments.add(p.toString(StandardCharsets.UTF_8)));
    long expected = records.getFirst().number("argc").orElse(arguments.size());
    return Optional.of(
        new ExecArguments(arguments, bytes <= MAX_BYTES && arguments.size() == expected));
  }

  private static byte[] part(AuditRecord record, String name) {
    String value = record.values().getOrDefault(name, "");
    byte[] plain = value.getBytes(StandardCharsets.UTF_8);
    return record.quoted().contains(name) ? plain : AuditRecord.bytes(value).orElse(plain);
  }

  /** The arguments as a shell would take them: those with other than plain characters in quotes. */
  public String commandLine() {
    return CommandLine.join(arguments);
  }
}
