package dev.ring3.collector.evtx;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The values of a record's {@code System} element that have a meaning of their own. */
public enum SystemField {
  PROVIDER("Provider.Name"),
  PROVIDER_GUID("Provider.Guid"),
  EVENT_ID("EventID"),
  VERSION("Version"),
  LEVEL("Level"),
  TASK("Task"),
  OPCODE("Opcode"),
  KEYWORDS("Keywords"),
  TIME_CREATED("TimeCreated.SystemTime"),
  RECORD_ID("EventRecordID"),
  ACTIVITY_ID("Correlation.ActivityID"),
  RELATED_ACTIVITY_ID("Correlation.RelatedActivityID"),
  PROCESS_ID("Execution.ProcessID"),
  THREAD_ID("Execution.ThreadID"),
  CHANNEL("Channel"),
  COMPUTER("Computer"),
  USER_SID("Security.UserID");

  private static final Map<String, SystemField> BY_PATH =
      Arrays.stream(values()).collect(Collectors.toMap(SystemField::path, Function.identity()));

  private final String path;

  SystemField(String path) {
    this.path = path;
  }

  /** Element below {@code System}, with {@code .attribute} where it is an attribute. */
  public String path() {
    return path;
  }

  static Optional<SystemField> at(String path) {
    return Optional.ofNullable(BY_PATH.get(path));
  }
}
