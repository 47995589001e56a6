package dev.ring3.collector.sensor.windows;

import dev.ring3.collector.decode.windows.SystemProcess;
import dev.ring3.collector.win32.ProcessDetails;
import dev.ring3.collector.win32.Token;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is told of a process, by ECS name: from the system's list, and from the process itself. */
public final class ProcessValues {
  /** Least integrity of each level, highest first (SECURITY_MANDATORY_*_RID). */
  private static final Map<Integer, String> LEVELS = new LinkedHashMap<>();

  static {
    LEVELS.put(0x5000, "Protected");
    LEVELS.put(0x4000, "System");
    LEVELS.put(0x3000, "High");
    LEVELS.put(0x2000, "Medium");
    LEVELS.put(0x1000, "Low");
    LEVELS.put(0, "Untrusted");
  }

  private ProcessValues() {}

  /**
   * @param hasParent whether the process that has the parent's number started before this one
   */
  static Map<String, String> of(SystemProcess process, boolean hasParent) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("process.pid", Long.toString(process.pid()));
    if (hasParent) {
      values.put("process.parent.pid", Long.toString(process.parentPid()));
    }
    process.start().ifPresent(start -> values.put("process.start", start.toString()));
    if (!process.name().isEmpty()) {
      values.put("process.name", process.name());
    }
    values.put("windows.session_id", Long.toString(process.session()));
    ProcessDetails.open(process.pid())
        .ifPresent(
            details -> {
              try (details) {
                add(details, values);
              }
            });
    return values;
  }

  /** What the process itself tells. */
  public static Map<String, String> of(ProcessDetails details) {
    Map<String, String> values = new LinkedHashMap<>();
    add(details, values);
    return values;
  }

  private static void add(ProcessDetails details, Map<String, String> values) {
    details.executable().ifPresent(path -> values.put("process.executable", path));
    commandLine(details).ifPresent(line -> values.put("process.command_line", line));
    details.token().ifPresent(token -> add(token, values));
  }

  /** By the system, else from the process's memory. */
  static Optional<String> commandLine(ProcessDetails details) {
    return details.commandLine().or(details::commandLineInMemory).filter(line -> !line.isEmpty());
  }

  private static void add(Token token, Map<String, String> values) {
    values.put("user.id", token.sid());
    if (token.name() != null) {
      values.put("user.name", token.name());
    }
    if (token.domain() != null) {
      values.put("user.domain", token.domain());
    }
    if (token.integrity() != null) {
      values.put("process.Ext.token.integrity_level_name", level(token.integrity()));
    }
    if (token.logonId() != null) {
      values.put("winlog.logon.id", "0x" + Long.toHexString(token.logonId()));
    }
    if (!token.privileges().isEmpty()) {
      values.put("windows.token.privileges", String.join(", ", token.privileges()));
    }
    if (token.elevated() != null) {
      values.put("windows.token.elevated", token.elevated().toString());
    }
  }

  static String level(int integrity) {
    return LEVELS.entrySet().stream()
        .filter(level -> integrity >= level.getKey())
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("Untrusted");
  }
}
