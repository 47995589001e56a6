package dev.ring3.webui.hunt;

import static dev.ring3.collector.event.Field.*;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says in one line what an event is about: the fields that matter for its type. */
public final class Summary {
  /** Characters of the longest summary. */
  private static final int MOST = 400;

  private static final String BETWEEN = "  ·  ";

  private Summary() {}

  /** The line; never empty for an event that has any field of its own. */
  public static String of(Event event) {
    List<String> parts = new ArrayList<>();
    for (List<Field> alternatives : about(event.type())) {
      alternatives.stream()
          .filter(event::has)
          .findFirst()
          .ifPresent(field -> parts.add(String.join(", ", event.texts(field))));
    }
    String line = String.join(BETWEEN, parts);
    if (line.isBlank()) {
      line = event.text(MESSAGE).orElseGet(() -> source(event));
    }
    line = line.replaceAll("\\s+", " ");
    return line.length() <= MOST ? line : line.substring(0, MOST) + "…";
  }

  private static String source(Event event) {
    return event.source().entrySet().stream()
        .limit(6)
        .map(e -> e.getKey().substring(e.getKey().lastIndexOf('.') + 1) + "=" + e.getValue())
        .collect(Collectors.joining("  "));
  }

  private static List<Field> any(Field... alternatives) {
    return List.of(alternatives);
  }

  /** For each part of the line the fields that can say it, best first. */
  private static List<List<Field>> about(EventType type) {
    return switch (type) {
      case PROCESS_START, PROCESS_END, PROCESS_TAMPERING, TASK_RUN, MEMORY_FILE ->
          List.of(any(PROCESS_COMMAND_LINE, PROCESS_EXECUTABLE, FILE_PATH));
      case PROCESS_ACCESS, REMOTE_THREAD, API_CALL ->
          List.of(any(PROCESS_EXECUTABLE), any(TARGET_PROCESS_EXECUTABLE, TARGET_PROCESS_NAME));
      case IMAGE_LOAD, DRIVER_LOAD, DRIVER_CHANGE, DRIVER_UNLOAD, EBPF_LOAD, EBPF_UNLOAD ->
          List.of(any(DLL_PATH, FILE_PATH), any(DLL_SIGNATURE_SUBJECT, FILE_SIGNATURE_SUBJECT));
      case FILE_RENAME -> List.of(any(FILE_OLD_PATH), any(FILE_PATH));
      case FILE_CREATE,
          FILE_OPEN,
          FILE_MODIFY,
          FILE_DELETE,
          FILE_DOWNLOAD,
          FILE_RAW_ACCESS,
          OBJECT_ACCESS,
          DEVICE_MOUNT,
          DEVICE_UNMOUNT,
          MOUNT,
          SHADOW_COPY_DELETE,
          SHARE_CHANGE,
          PIPE_CREATE,
          PIPE_CONNECT,
          CLIPBOARD_CHANGE ->
          List.of(any(FILE_PATH, FILE_NAME), any(URL_FULL));
      case MUTEX_CREATE -> List.of(any(MUTEX_NAME));
      case ACCOUNT_CREATE,
          ACCOUNT_CHANGE,
          ACCOUNT_DELETE,
          GROUP_CHANGE,
          CREDENTIAL_CHECK,
          CREDENTIAL_READ,
          ACCOUNT_ENUMERATION,
          DIRECTORY_CHANGE,
          PRIVILEGE_USE,
          TICKET_REQUEST ->
          List.of(any(USER_NAME), any(USER_TARGET_NAME), any(GROUP_NAME), any(SOURCE_IP));
      case LOGON, LOGOFF, LOGON_FAILED ->
          List.of(
              any(USER_TARGET_NAME, USER_NAME),
              any(WINLOG_LOGON_TYPE),
              any(SOURCE_IP, SOURCE_DOMAIN),
              any(EVENT_REASON));
      case NETWORK_CONNECT,
          NETWORK_CLOSE,
          NETWORK_LISTEN,
          NETWORK_UDP,
          NETWORK_BLOCKED,
          SHARE_ACCESS ->
          List.of(
              any(SOURCE_IP),
              any(DESTINATION_IP),
              any(DESTINATION_PORT),
              any(DESTINATION_DOMAIN, FILE_PATH, FILE_NAME));
      case URL_REQUEST -> List.of(any(URL_FULL, URL_DOMAIN));
      case DNS_QUERY -> List.of(any(DNS_QUESTION_NAME), any(DNS_ANSWERS_DATA, DNS_RESPONSE_CODE));
      case REGISTRY_KEY_CREATE,
          REGISTRY_KEY_DELETE,
          REGISTRY_KEY_RENAME,
          REGISTRY_VALUE_SET,
          REGISTRY_VALUE_DELETE ->
          List.of(any(REGISTRY_PATH, REGISTRY_KEY), any(REGISTRY_DATA_STRINGS));
      case SERVICE_CREATE, SERVICE_CHANGE, SERVICE_DELETE ->
          List.of(any(SERVICE_NAME), any(FILE_PATH, PROCESS_COMMAND_LINE), any(SERVICE_STATE));
      case SCRIPT_BLOCK, SCRIPT_COMMAND, AMSI_SCAN ->
          List.of(any(SCRIPT_BLOCK_TEXT, PROCESS_COMMAND_LINE), any(FILE_PATH));
      case MALWARE_DETECTED -> List.of(any(FILE_PATH), any(EVENT_REASON));
      case BITS_JOB -> List.of(any(URL_FULL), any(FILE_PATH, FILE_NAME));
      case TASK_CREATE,
          TASK_CHANGE,
          TASK_DELETE,
          GROUP_POLICY_CHANGE,
          AUDIT_POLICY_CHANGE,
          CERTIFICATE_CHANGE,
          WMI_FILTER,
          WMI_CONSUMER,
          WMI_BINDING,
          WMI_ACTIVITY,
          LOG_CLEARED,
          AGENT_START,
          AGENT_STOP,
          AGENT_INSTALL,
          AGENT_UNINSTALL,
          AGENT_HEARTBEAT,
          AGENT_CONFIG,
          AGENT_ERROR,
          AGENT_LOSS,
          LOG_RECORD,
          ALERT ->
          List.of(any(MESSAGE));
    };
  }
}
