package dev.ring3.collector.source;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One record of a Windows event log, whatever it was kept in: EVTX, Winlogbeat's or NXLog's JSON.
 *
 * <p>All values are text as Windows renders them in a record's XML: GUIDs as {@code {XXXXXXXX-…}},
 * SIDs as {@code S-1-…}, FILETIME and SYSTEMTIME in ISO 8601, hexadecimal types as {@code 0x…},
 * booleans as {@code true} or {@code false}.
 *
 * @param origin where it was read
 * @param time {@code System/TimeCreated}
 * @param system the rest of {@code System}; null where the record lacks it
 * @param data the payload by full name, in the record's order: {@code winlog.event_data.NAME} for
 *     {@code EventData}, {@code winlog.user_data.NAME} for {@code UserData} (nested elements joined
 *     by dots), {@code paramN} (from 1) for the N-th nameless {@code Data}; a name that occurs
 *     again gets {@code #2}, {@code #3} …
 * @param message the rendered message, where the container carries one
 */
public record WindowsRecord(
    Origin origin,
    Instant time,
    WindowsSystem system,
    Map<String, String> data,
    @Nullable String message)
    implements SourceRecord {

  public static final String EVENT_DATA = "winlog.event_data.";
  public static final String USER_DATA = "winlog.user_data.";

  public WindowsRecord {
    Objects.requireNonNull(origin);
    Objects.requireNonNull(time);
    Objects.requireNonNull(system);
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
  }

  /** The host's full name, where {@link #ofHost} put another in its place. */
  public static final String COMPUTER = "winlog.computer_name";

  /**
   * The same under the name that the sensors of a host call it by, so that it is one host. The name
   * in the record, which may have a domain, stays as {@link #COMPUTER}.
   */
  public WindowsRecord ofHost(String host) {
    if (host.equals(system.computer())) {
      return this;
    }
    Map<String, String> all = new LinkedHashMap<>(data);
    if (system.computer() != null) {
      all.put(COMPUTER, system.computer());
    }
    return new WindowsRecord(origin, time, system.withComputer(host), all, message);
  }

  /**
   * The {@code System} element of a Windows event (MS-EVEN6, section 2.2.13).
   *
   * @param provider name of the provider
   * @param providerGuid with braces
   * @param eventId the event's number, without qualifiers
   * @param version of the event's layout
   * @param level number or word
   * @param task number or word
   * @param opcode number or word
   * @param keywords hexadecimal, or words
   * @param recordId number of the record in its log
   * @param activityId with braces
   * @param relatedActivityId with braces
   * @param processId of the process that logged it
   * @param threadId of the thread that logged it
   * @param channel as written; upper and lower case differ between hosts
   * @param computer name of the host
   * @param userSid SID under which it was logged
   */
  public record WindowsSystem(
      @Nullable String provider,
      @Nullable String providerGuid,
      @Nullable String eventId,
      @Nullable String version,
      @Nullable String level,
      @Nullable String task,
      @Nullable String opcode,
      @Nullable String keywords,
      @Nullable Long recordId,
      @Nullable String activityId,
      @Nullable String relatedActivityId,
      @Nullable Long processId,
      @Nullable Long threadId,
      @Nullable String channel,
      @Nullable String computer,
      @Nullable String userSid) {
    WindowsSystem withComputer(String name) {
      return new WindowsSystem(
          provider,
          providerGuid,
          eventId,
          version,
          level,
          task,
          opcode,
          keywords,
          recordId,
          activityId,
          relatedActivityId,
          processId,
          threadId,
          channel,
          name,
          userSid);
    }
  }
}
