package dev.ring3.collector.source;

import dev.ring3.collector.source.WindowsRecord.WindowsSystem;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records of Windows event logs as other tools turn them into JSON. A document without a readable
 * time stays an {@link EcsRecord}, which is given one and marked.
 */
final class WindowsShapes {
  /** What NXLog and Logstash add to a record of their own. */
  private static final Set<String> NXLOG_OWN =
      Set.of(
          "@version",
          "Category",
          "EventReceivedTime",
          "EventTime",
          "OpcodeValue",
          "Severity",
          "SeverityValue",
          "SourceModuleName",
          "SourceModuleType",
          "TimeCreated",
          "host",
          "port",
          "type");

  private static final Set<String> NXLOG_EVENT_TYPES =
      Set.of("AUDIT_SUCCESS", "AUDIT_FAILURE", "CRITICAL", "ERROR", "WARNING", "INFO", "VERBOSE");

  private static final Set<String> NXLOG_ACCOUNT = Set.of("AccountName", "AccountType", "Domain");

  private WindowsShapes() {}

  /** Winlogbeat 7 and later. */
  static SourceRecord winlogbeat(Origin origin, Map<String, List<String>> values) {
    Remaining rest = new Remaining(values);
    return record(
        origin,
        values,
        rest.takeTime("@timestamp"),
        new WindowsSystem(
            rest.take("winlog.provider_name"),
            rest.take("winlog.provider_guid"),
            rest.takeFirst("winlog.event_id", "event.code"),
            rest.take("winlog.version"),
            rest.take("log.level"),
            rest.take("winlog.task"),
            rest.take("winlog.opcode"),
            rest.takeJoined("winlog.keywords"),
            rest.takeNumber("winlog.record_id"),
            rest.take("winlog.activity_id"),
            rest.take("winlog.related_activity_id"),
            rest.takeNumber("winlog.process.pid"),
            rest.takeNumber("winlog.process.thread.id"),
            rest.take("winlog.channel"),
            rest.take("winlog.computer_name"),
            rest.take("winlog.user.identifier")),
        rest.takeFirst("message"),
        rest.data(name -> name));
  }

  /** Winlogbeat 5 and 6. */
  static SourceRecord winlogbeat6(Origin origin, Map<String, List<String>> values) {
    Remaining rest = new Remaining(values);
    return record(
        origin,
        values,
        rest.takeTime("@timestamp"),
        new WindowsSystem(
            rest.take("source_name"),
            rest.take("provider_guid"),
            rest.take("event_id"),
            rest.take("version"),
            rest.take("level"),
            rest.take("task"),
            rest.take("opcode"),
            rest.takeJoined("keywords"),
            rest.takeNumber("record_number"),
            rest.take("activity_id"),
            rest.take("related_activity_id"),
            rest.takeNumber("process_id"),
            rest.takeNumber("thread_id"),
            rest.take("log_name"),
            rest.take("computer_name"),
            rest.take("user.identifier")),
        rest.takeFirst("message"),
        rest.data(
            name ->
                name.startsWith("event_data.") || name.startsWith("user_data.")
                    ? "winlog." + name
                    : "winlogbeat." + name));
  }

  /** The record's own XML as JSON: attributes behind {@code #attributes} or {@code @}. */
  static SourceRecord xml(Origin origin, Map<String, List<String>> values) {
    Map<String, List<String>> plain = new LinkedHashMap<>();
    values.forEach((name, many) -> plain.put(name.replace("#attributes.", "@"), many));
    Remaining rest = new Remaining(plain);
    String system = "Event.System.";
    Optional<Instant> time = rest.takeTime(system + "TimeCreated.@SystemTime");
    rest.drop("Event.@xmlns");
    return record(
        origin,
        values,
        time,
        new WindowsSystem(
            rest.take(system + "Provider.@Name"),
            rest.take(system + "Provider.@Guid"),
            rest.takeFirst(system + "EventID", system + "EventID.#text"),
            rest.take(system + "Version"),
            rest.take(system + "Level"),
            rest.take(system + "Task"),
            rest.take(system + "Opcode"),
            rest.take(system + "Keywords"),
            rest.takeNumber(system + "EventRecordID"),
            rest.take(system + "Correlation.@ActivityID"),
            rest.take(system + "Correlation.@RelatedActivityID"),
            rest.takeNumber(system + "Execution.@ProcessID"),
            rest.takeNumber(system + "Execution.@ThreadID"),
            rest.take(system + "Channel"),
            rest.take(system + "Computer"),
            rest.take(system + "Security.@UserID")),
        null,
        rest.data(WindowsShapes::xmlName));
  }

  private static String xmlName(String name) {
    if (name.equals("Event.EventData.Data") || name.equals("Event.EventData.Data.#text")) {
      return WindowsRecord.EVENT_DATA + "param";
    }
    if (name.startsWith("Event.EventData.")) {
      return PayloadNames.eventData(name.substring("Event.EventData.".length()));
    }
    if (name.startsWith("Event.UserData.")) {
      String inner = name.substring("Event.UserData.".length());
      return WindowsRecord.USER_DATA + inner.substring(inner.indexOf('.') + 1);
    }
    return "winlog." + name;
  }

  /** NXLog, and Logstash behind it. */
  static SourceRecord nxlog(Origin origin, Map<String, List<String>> values) {
    Remaining rest = new Remaining(values);
    Optional<Instant> time =
        rest.takeTime("@timestamp")
            .or(
                () ->
                    values.getOrDefault("TimeCreated", List.of()).stream()
                        .flatMap(t -> TimeText.instant(t).stream())
                        .findFirst())
            .or(
                () ->
                    values.getOrDefault("EventTime", List.of()).stream()
                        .flatMap(t -> TimeText.instant(t).stream())
                        .findFirst());
    boolean hasAccount = values.containsKey("UserID");
    boolean ownEventType =
        NXLOG_EVENT_TYPES.containsAll(values.getOrDefault("EventType", List.of("")));
    return record(
        origin,
        values,
        time,
        new WindowsSystem(
            rest.take("SourceName"),
            rest.take("ProviderGuid"),
            rest.take("EventID"),
            rest.take("Version"),
            rest.take("Level"),
            rest.take("Task"),
            rest.take("Opcode"),
            hexadecimal(rest.take("Keywords")),
            rest.takeNumber("RecordNumber"),
            rest.take("ActivityID"),
            rest.take("RelatedActivityID"),
            rest.takeNumber("ExecutionProcessID"),
            rest.takeNumber("ThreadID"),
            rest.take("Channel"),
            rest.take("Hostname"),
            rest.take("UserID")),
        rest.takeFirst("Message"),
        rest.data(
            name ->
                NXLOG_OWN.contains(name)
                        || (hasAccount && NXLOG_ACCOUNT.contains(name))
                        || (ownEventType && name.equals("EventType"))
                    ? "nxlog." + name
                    : name.equals("tags") ? name : PayloadNames.eventData(name)));
  }

  /** NXLog writes the 64 keyword bits as a signed decimal number. */
  private static @Nullable String hexadecimal(@Nullable String keywords) {
    if (keywords == null || keywords.startsWith("0x")) {
      return keywords;
    }
    try {
      return "0x" + Long.toHexString(Long.parseLong(keywords));
    } catch (NumberFormatException e) {
      return keywords;
    }
  }

  private static SourceRecord record(
      Origin origin,
      Map<String, List<String>> values,
      Optional<Instant> time,
      WindowsSystem system,
      @Nullable String message,
      Map<String, String> data) {
    return time.isPresent()
        ? new WindowsRecord(origin, time.get(), system, data, message)
        : new EcsRecord(origin, values);
  }

  /** The values of a document that nobody took yet. */
  private static final class Remaining {
    private static final String NAMELESS = WindowsRecord.EVENT_DATA + "param";

    private final Map<String, List<String>> values;

    Remaining(Map<String, List<String>> values) {
      this.values = new LinkedHashMap<>(values);
    }

    /** Takes a name with its one value; a name with several stays. */
    @Nullable String take(String name) {
      List<String> many = values.get(name);
      if (many == null || many.size() != 1) {
        return null;
      }
      values.remove(name);
      return many.getFirst();
    }

    /** Takes the first name that is there, and drops it under its other names. */
    @Nullable String takeFirst(String... names) {
      String found = null;
      for (String name : names) {
        String value = take(name);
        found = found == null ? value : found;
      }
      return found;
    }

    @Nullable String takeJoined(String name) {
      List<String> many = values.remove(name);
      return many == null ? null : String.join(", ", many);
    }

    @Nullable Long takeNumber(String name) {
      List<String> many = values.get(name);
      if (many == null || many.size() != 1) {
        return null;
      }
      try {
        Long number = Long.valueOf(many.getFirst());
        values.remove(name);
        return number;
      } catch (NumberFormatException e) {
        return null;
      }
    }

    Optional<Instant> takeTime(String name) {
      List<String> many = values.getOrDefault(name, List.of());
      Optional<Instant> time =
          many.isEmpty() ? Optional.empty() : TimeText.instant(many.getFirst());
      time.ifPresent(t -> values.remove(name));
      return time;
    }

    void drop(String name) {
      values.remove(name);
    }

    /** What is left, renamed. */
    Map<String, String> data(java.util.function.UnaryOperator<String> rename) {
      Map<String, String> data = new LinkedHashMap<>();
      values.forEach((name, many) -> put(data, rename.apply(name), many));
      return data;
    }

    private static void put(Map<String, String> data, String name, List<String> many) {
      boolean nameless = name.equals(NAMELESS);
      for (int i = 1; i <= many.size(); i++) {
        data.put(nameless ? name + i : i == 1 ? name : name + '#' + i, many.get(i - 1));
      }
    }
  }
}
