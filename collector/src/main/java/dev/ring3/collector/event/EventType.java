package dev.ring3.collector.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The closed set of things that can happen, as {@code event.action} says it.
 *
 * <p>{@code category} and {@code type} are ECS's own categorisation ({@code event.category}, {@code
 * event.type}). The set covers the rows of the public EDR-Telemetry comparison for Windows and
 * Linux.
 */
public enum EventType {
  PROCESS_START("process", "start", "Process started"),
  PROCESS_END("process", "end", "Process ended"),
  PROCESS_ACCESS("process", "access", "Process opened by another"),
  PROCESS_TAMPERING("process", "change", "Process image tampered with"),
  IMAGE_LOAD("library", "start", "Library loaded"),
  REMOTE_THREAD("process", "change", "Thread created in another process"),
  API_CALL("api", "info", "Watched API called"),
  FILE_CREATE("file", "creation", "File created"),
  FILE_OPEN("file", "access", "File opened"),
  FILE_MODIFY("file", "change", "File changed"),
  FILE_DELETE("file", "deletion", "File deleted"),
  FILE_RENAME("file", "change", "File renamed"),
  FILE_DOWNLOAD("file", "creation", "File downloaded"),
  OBJECT_ACCESS("host", "access", "Audited object accessed"),
  FILE_RAW_ACCESS("file", "access", "Disk read past the file system"),
  ACCOUNT_CREATE("iam", "creation", "Account created"),
  ACCOUNT_CHANGE("iam", "change", "Account changed"),
  ACCOUNT_DELETE("iam", "deletion", "Account deleted"),
  GROUP_CHANGE("iam", "change", "Group or its members changed"),
  PRIVILEGE_USE("iam", "info", "Privilege assigned or used"),
  LOGON("authentication", "start", "Logged on"),
  LOGOFF("authentication", "end", "Logged off"),
  LOGON_FAILED("authentication", "start", "Logon failed"),
  TICKET_REQUEST("authentication", "info", "Kerberos ticket requested"),
  CREDENTIAL_CHECK("authentication", "info", "Credentials checked"),
  CREDENTIAL_READ("iam", "access", "Stored credentials read"),
  ACCOUNT_ENUMERATION("iam", "info", "Groups or members listed"),
  DIRECTORY_CHANGE("iam", "change", "Directory object changed"),
  NETWORK_CONNECT("network", "connection", "Network connection"),
  NETWORK_CLOSE("network", "end", "Network connection closed"),
  NETWORK_LISTEN("network", "start", "Listening socket"),
  NETWORK_UDP("network", "connection", "UDP traffic"),
  NETWORK_BLOCKED("network", "denied", "Network connection blocked"),
  URL_REQUEST("web", "access", "URL requested"),
  DNS_QUERY("network", "protocol", "Name looked up"),
  SHARE_ACCESS("network", "access", "Network share accessed"),
  SHARE_CHANGE("configuration", "change", "Share made, changed or removed"),
  CERTIFICATE_CHANGE("configuration", "change", "Root certificate added or removed"),
  REGISTRY_KEY_CREATE("registry", "creation", "Registry key created"),
  REGISTRY_KEY_DELETE("registry", "deletion", "Registry key deleted"),
  REGISTRY_KEY_RENAME("registry", "change", "Registry key or value renamed"),
  REGISTRY_VALUE_SET("registry", "change", "Registry value set"),
  REGISTRY_VALUE_DELETE("registry", "deletion", "Registry value deleted"),
  TASK_CREATE("configuration", "creation", "Scheduled task created"),
  TASK_CHANGE("configuration", "change", "Scheduled task changed"),
  TASK_DELETE("configuration", "deletion", "Scheduled task deleted"),
  TASK_RUN("process", "start", "Scheduled task ran"),
  SERVICE_CREATE("configuration", "creation", "Service created"),
  SERVICE_CHANGE("configuration", "change", "Service changed"),
  SERVICE_DELETE("configuration", "deletion", "Service deleted"),
  DRIVER_LOAD("driver", "start", "Driver loaded"),
  DRIVER_CHANGE("driver", "change", "Driver changed"),
  DRIVER_UNLOAD("driver", "end", "Driver unloaded"),
  DEVICE_MOUNT("host", "start", "Device or volume attached"),
  DEVICE_UNMOUNT("host", "end", "Device or volume detached"),
  GROUP_POLICY_CHANGE("configuration", "change", "Group policy changed"),
  AUDIT_POLICY_CHANGE("configuration", "change", "Audit policy changed"),
  SHADOW_COPY_DELETE("file", "deletion", "Shadow copy deleted"),
  PIPE_CREATE("file", "creation", "Named pipe created"),
  PIPE_CONNECT("file", "access", "Named pipe connected"),
  MUTEX_CREATE("process", "info", "Named mutex created"),
  WMI_FILTER("configuration", "creation", "WMI event filter changed"),
  WMI_CONSUMER("configuration", "creation", "WMI event consumer changed"),
  WMI_BINDING("configuration", "creation", "WMI consumer bound to a filter"),
  WMI_ACTIVITY("api", "info", "WMI operation"),
  BITS_JOB("network", "info", "BITS transfer job"),
  SCRIPT_BLOCK("process", "info", "Script text executed"),
  SCRIPT_COMMAND("process", "info", "Script command executed"),
  AMSI_SCAN("malware", "info", "Content scanned by AMSI"),
  MALWARE_DETECTED("malware", "info", "Malware found by the platform's scanner"),
  CLIPBOARD_CHANGE("process", "change", "Clipboard changed"),
  LOG_CLEARED("configuration", "deletion", "Event log cleared"),
  EBPF_LOAD("driver", "start", "eBPF program loaded"),
  EBPF_UNLOAD("driver", "end", "eBPF program unloaded"),
  MEMORY_FILE("file", "creation", "File created in memory only"),
  MOUNT("host", "change", "File system mounted"),
  AGENT_START("process", "start", "Sensor started"),
  AGENT_STOP("process", "end", "Sensor stopped"),
  AGENT_INSTALL("package", "installation", "Sensor installed"),
  AGENT_UNINSTALL("package", "deletion", "Sensor removed"),
  AGENT_HEARTBEAT("host", "info", "Sensor alive"),
  AGENT_CONFIG("configuration", "change", "Sensor configuration changed"),
  AGENT_ERROR("host", "error", "Sensor error"),
  AGENT_LOSS("host", "error", "Events lost"),
  LOG_RECORD("host", "info", "Log record"),
  ALERT("intrusion_detection", "info", "Alert");

  private static final Map<String, EventType> BY_ACTION =
      Arrays.stream(values()).collect(Collectors.toMap(EventType::action, Function.identity()));

  private final String action = name().toLowerCase(Locale.ROOT);
  private final String category;
  private final String type;
  private final String label;

  EventType(String category, String type, String label) {
    this.category = category;
    this.type = type;
    this.label = label;
  }

  /** The value of {@code event.action}, such as {@code process_start}. */
  public String action() {
    return action;
  }

  /** The value of {@code event.category}. */
  public String category() {
    return category;
  }

  /** The value of {@code event.type}. */
  public String type() {
    return type;
  }

  /** What people read, in English. */
  public String label() {
    return label;
  }

  /** The type whose {@link #action} this is. */
  public static Optional<EventType> ofAction(String action) {
    return Optional.ofNullable(BY_ACTION.get(action));
  }
}
