package dev.ring3.collector.event;

import static dev.ring3.collector.event.Field.Cardinality.MANY;
import static dev.ring3.collector.event.Field.Cardinality.ONE;
import static dev.ring3.collector.event.FieldType.BOOLEAN;
import static dev.ring3.collector.event.FieldType.DATE;
import static dev.ring3.collector.event.FieldType.IP;
import static dev.ring3.collector.event.FieldType.KEYWORD;
import static dev.ring3.collector.event.FieldType.LONG;
import static dev.ring3.collector.event.FieldType.PROSE;
import static dev.ring3.collector.event.FieldType.TEXT;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The fields that Ring3 knows by name: one entry holds everything about a field. Index mapping,
 * columns, exports, completion and {@code docs/fields.md} follow from it.
 *
 * <p>Names are ECS 9; {@code *.Ext.*} and {@code Target.*} are those of Elastic's endpoint schema,
 * {@code winlog.*} and {@code powershell.*} those of Winlogbeat.
 */
public enum Field {
  TIMESTAMP("@timestamp", DATE, ONE, "Time", "When it happened, as the source says it"),
  EVENT_KIND("event.kind", KEYWORD, ONE, "Kind", "event, alert or state"),
  EVENT_CATEGORY(
      "event.category",
      KEYWORD,
      ONE,
      "Category",
      "The ECS category, such as process, file or network"),
  EVENT_TYPE(
      "event.type",
      KEYWORD,
      ONE,
      "Type",
      "The ECS type within the category, such as start or creation"),
  EVENT_ACTION(
      "event.action",
      KEYWORD,
      ONE,
      "Action",
      "What happened, one of Ring3's event types, such as process_start"),
  EVENT_CODE(
      "event.code",
      KEYWORD,
      ONE,
      "Event ID",
      "The source's own number for this kind of record (Windows event id)"),
  EVENT_PROVIDER(
      "event.provider", KEYWORD, ONE, "Provider", "Who wrote the record (Windows event provider)"),
  EVENT_MODULE(
      "event.module",
      KEYWORD,
      ONE,
      "Module",
      "The family of the source, such as sysmon or security"),
  EVENT_DATASET(
      "event.dataset",
      KEYWORD,
      ONE,
      "Dataset",
      "The source and its part, such as windows.sysmon_operational"),
  EVENT_OUTCOME("event.outcome", KEYWORD, ONE, "Outcome", "success, failure or unknown"),
  EVENT_REASON("event.reason", KEYWORD, ONE, "Reason", "Why it came out so, in the source's words"),
  EVENT_CREATED(
      "event.created", DATE, ONE, "Recorded", "When the record was first read by a collector"),
  EVENT_ID(
      "event.id",
      KEYWORD,
      ONE,
      "Record identity",
      "Identifies this event wherever it is found again"),
  EVENT_SEQUENCE("event.sequence", LONG, ONE, "Sequence", "The source's sequence number"),
  MESSAGE(
      "message", PROSE, ONE, "Message", "The record as a sentence, where the source carries one"),
  TAGS("tags", KEYWORD, MANY, "Tags", "Marks given by the source or by Ring3"),
  LOG_LEVEL("log.level", KEYWORD, ONE, "Level", "Severity in the source's words"),
  LOG_FILE_PATH(
      "log.file.path",
      KEYWORD,
      ONE,
      "File",
      "The imported file, with the member's name for an archive"),
  LOG_OFFSET("log.offset", LONG, ONE, "Offset", "Where the record starts in its file, in bytes"),
  HOST_NAME("host.name", KEYWORD, ONE, "Host", "The host it happened on"),
  HOST_IP("host.ip", IP, MANY, "Host address", "Addresses of that host"),
  HOST_OS_TYPE("host.os.type", KEYWORD, ONE, "OS", "windows, linux or macos"),
  WINLOG_CHANNEL("winlog.channel", KEYWORD, ONE, "Channel", "The Windows event log channel"),
  WINLOG_RECORD_ID(
      "winlog.record_id",
      LONG,
      ONE,
      "Record number",
      "Number of the record in its Windows event log"),
  WINLOG_PROVIDER_GUID(
      "winlog.provider_guid", KEYWORD, ONE, "Provider GUID", "GUID of the Windows event provider"),
  WINLOG_VERSION("winlog.version", LONG, ONE, "Version", "Version of the Windows event's layout"),
  WINLOG_OPCODE("winlog.opcode", KEYWORD, ONE, "Opcode", "Opcode of the Windows event"),
  WINLOG_TASK("winlog.task", KEYWORD, ONE, "Task", "Task of the Windows event"),
  WINLOG_KEYWORDS("winlog.keywords", KEYWORD, MANY, "Keywords", "Keywords of the Windows event"),
  WINLOG_ACTIVITY_ID("winlog.activity_id", KEYWORD, ONE, "Activity", "Correlation activity id"),
  WINLOG_RELATED_ACTIVITY_ID(
      "winlog.related_activity_id",
      KEYWORD,
      ONE,
      "Related activity",
      "Correlation related activity id"),
  WINLOG_PROCESS_PID(
      "winlog.process.pid", LONG, ONE, "Logging pid", "The process that wrote the log record"),
  WINLOG_PROCESS_THREAD_ID(
      "winlog.process.thread.id",
      LONG,
      ONE,
      "Logging thread",
      "The thread that wrote the log record"),
  WINLOG_USER_IDENTIFIER(
      "winlog.user.identifier",
      KEYWORD,
      ONE,
      "Logging user",
      "SID under which the log record was written"),
  WINLOG_LOGON_ID(
      "winlog.logon.id", KEYWORD, ONE, "Logon id", "Identifies the logon session on its host"),
  WINLOG_LOGON_TYPE(
      "winlog.logon.type",
      KEYWORD,
      ONE,
      "Logon type",
      "How the session was logged on, such as Interactive or Network"),
  PROCESS_ENTITY_ID(
      "process.entity_id",
      KEYWORD,
      ONE,
      "Process identity",
      "Identifies the acting process: host, pid and start time"),
  PROCESS_PID("process.pid", LONG, ONE, "PID", "Process id of the acting process"),
  PROCESS_NAME(
      "process.name", KEYWORD, ONE, "Process", "File name of the acting process's program"),
  PROCESS_CALLED_NAME(
      "ring3.process.called_name",
      KEYWORD,
      ONE,
      "Called as",
      "What the acting process was called by, where its program has another name: sh for dash"),
  PROCESS_EXECUTABLE(
      "process.executable", TEXT, ONE, "Program", "Path of the acting process's program"),
  PROCESS_COMMAND_LINE(
      "process.command_line", TEXT, ONE, "Command line", "Command line of the acting process"),
  DECODED_COMMAND_LINE(
      "ring3.decoded.command_line",
      TEXT,
      MANY,
      "Decoded command line",
      "What the command line hides, in plainer words and decoded, the outermost first"),
  PROCESS_ARGS(
      "process.args", KEYWORD, MANY, "Arguments", "Distinct arguments of the acting process"),
  PROCESS_WORKING_DIRECTORY(
      "process.working_directory",
      TEXT,
      ONE,
      "Working directory",
      "Current directory of the acting process"),
  PROCESS_START("process.start", DATE, ONE, "Process start", "When the acting process started"),
  PROCESS_END("process.end", DATE, ONE, "Process end", "When the acting process ended"),
  PROCESS_EXIT_CODE("process.exit_code", LONG, ONE, "Exit code", "Exit code of the process"),
  PROCESS_THREAD_ID("process.thread.id", LONG, ONE, "Thread", "The acting thread"),
  PROCESS_HASH_MD5("process.hash.md5", KEYWORD, ONE, "Program MD5", "MD5 of the program file"),
  PROCESS_HASH_SHA1(
      "process.hash.sha1", KEYWORD, ONE, "Program SHA-1", "SHA-1 of the program file"),
  PROCESS_HASH_SHA256(
      "process.hash.sha256", KEYWORD, ONE, "Program SHA-256", "SHA-256 of the program file"),
  PROCESS_HASH_TLSH(
      "process.hash.tlsh",
      KEYWORD,
      ONE,
      "Program TLSH",
      "Fuzzy hash (TLSH) of the program file, near for files that are alike"),
  PACKAGE_NAME(
      "package.name",
      KEYWORD,
      ONE,
      "Package",
      "The package that the program came with; absent where it came with none"),
  CONTAINER_ID(
      "container.id", KEYWORD, ONE, "Container", "The container that the acting process runs in"),
  PROCESS_PE_IMPHASH(
      "process.pe.imphash", KEYWORD, ONE, "Program imphash", "Hash over the program's imports"),
  PROCESS_PE_ORIGINAL_FILE_NAME(
      "process.pe.original_file_name",
      KEYWORD,
      ONE,
      "Original file name",
      "Name the program was built under"),
  PROCESS_PE_COMPANY(
      "process.pe.company", KEYWORD, ONE, "Company", "Company in the program's version resource"),
  PROCESS_PE_DESCRIPTION(
      "process.pe.description",
      KEYWORD,
      ONE,
      "Description",
      "Description in the program's version resource"),
  PROCESS_PE_PRODUCT(
      "process.pe.product", KEYWORD, ONE, "Product", "Product in the program's version resource"),
  PROCESS_PE_FILE_VERSION(
      "process.pe.file_version",
      KEYWORD,
      ONE,
      "File version",
      "Version in the program's version resource"),
  PROCESS_SIGNATURE_SUBJECT(
      "process.code_signature.subject_name",
      KEYWORD,
      ONE,
      "Program signer",
      "Who signed the program"),
  PROCESS_SIGNATURE_STATUS(
      "process.code_signature.status",
      KEYWORD,
      ONE,
      "Program signature",
      "Whether the signature holds: Valid, Expired, Revoked, Untrusted, Tampered, Unavailable, or"
          + " a code"),
  PROCESS_SIGNED(
      "process.code_signature.exists",
      BOOLEAN,
      ONE,
      "Program signed",
      "Whether the program is signed"),
  PROCESS_INTEGRITY(
      "process.Ext.token.integrity_level_name",
      KEYWORD,
      ONE,
      "Integrity",
      "Integrity level of the process's token"),
  PROCESS_CREATOR_PID(
      "process.parent.Ext.real.pid",
      LONG,
      ONE,
      "Creator PID",
      "The process that started this one, where it is not the parent"),
  PROCESS_CREATOR_EXECUTABLE(
      "process.parent.Ext.real.executable",
      TEXT,
      ONE,
      "Creator",
      "Program of the process that started this one, where it is not the parent"),
  PROCESS_ANCESTRY(
      "process.Ext.ancestry",
      KEYWORD,
      MANY,
      "Ancestor identities",
      "entity_id of the parent, its parent and so on"),
  PROCESS_LINEAGE(
      "process.Ext.lineage",
      TEXT,
      ONE,
      "Lineage",
      "Names from the oldest known ancestor down to the process, joined by \" > \""),
  PROCESS_PARENT_ENTITY_ID(
      "process.parent.entity_id", KEYWORD, ONE, "Parent identity", "Identifies the parent process"),
  PROCESS_PARENT_PID("process.parent.pid", LONG, ONE, "Parent PID", "Process id of the parent"),
  PROCESS_PARENT_NAME(
      "process.parent.name", KEYWORD, ONE, "Parent", "File name of the parent's program"),
  PROCESS_PARENT_CALLED_NAME(
      "ring3.process.parent.called_name",
      KEYWORD,
      ONE,
      "Parent called as",
      "What the parent was called by, where its program has another name"),
  PROCESS_PARENT_EXECUTABLE(
      "process.parent.executable", TEXT, ONE, "Parent program", "Path of the parent's program"),
  PROCESS_PARENT_COMMAND_LINE(
      "process.parent.command_line",
      TEXT,
      ONE,
      "Parent command line",
      "Command line of the parent"),
  TARGET_PROCESS_ENTITY_ID(
      "Target.process.entity_id",
      KEYWORD,
      ONE,
      "Target identity",
      "Identifies the process acted upon"),
  TARGET_PROCESS_PID(
      "Target.process.pid", LONG, ONE, "Target PID", "Process id of the process acted upon"),
  TARGET_PROCESS_NAME(
      "Target.process.name", KEYWORD, ONE, "Target process", "File name of the program acted upon"),
  TARGET_PROCESS_EXECUTABLE(
      "Target.process.executable", TEXT, ONE, "Target program", "Path of the program acted upon"),
  USER_ID("user.id", KEYWORD, ONE, "User id", "SID or uid of the acting user"),
  USER_NAME("user.name", KEYWORD, ONE, "User", "Name of the acting user"),
  USER_DOMAIN("user.domain", KEYWORD, ONE, "User domain", "Domain of the acting user"),
  USER_EFFECTIVE_ID(
      "user.effective.id",
      KEYWORD,
      ONE,
      "Effective user id",
      "uid with whose rights it was done, where it differs"),
  USER_EFFECTIVE_NAME(
      "user.effective.name",
      KEYWORD,
      ONE,
      "Effective user",
      "User with whose rights it was done, where it differs"),
  USER_TARGET_ID(
      "user.target.id", KEYWORD, ONE, "Target user id", "SID or uid of the account acted upon"),
  USER_TARGET_NAME(
      "user.target.name", KEYWORD, ONE, "Target user", "Name of the account acted upon"),
  USER_TARGET_DOMAIN(
      "user.target.domain", KEYWORD, ONE, "Target user domain", "Domain of the account acted upon"),
  USER_CHANGES_NAME(
      "user.changes.name", KEYWORD, ONE, "New user name", "Name the account was given"),
  GROUP_ID("group.id", KEYWORD, ONE, "Group id", "SID or gid of the group"),
  GROUP_NAME("group.name", KEYWORD, ONE, "Group", "Name of the group"),
  GROUP_DOMAIN("group.domain", KEYWORD, ONE, "Group domain", "Domain of the group"),
  SOURCE_IP("source.ip", IP, ONE, "Source address", "Address the traffic or logon came from"),
  SOURCE_PORT("source.port", LONG, ONE, "Source port", "Port the traffic came from"),
  SOURCE_DOMAIN("source.domain", KEYWORD, ONE, "Source host", "Name of the host it came from"),
  DESTINATION_IP("destination.ip", IP, ONE, "Destination address", "Address the traffic went to"),
  DESTINATION_PORT("destination.port", LONG, ONE, "Destination port", "Port the traffic went to"),
  DESTINATION_DOMAIN(
      "destination.domain", KEYWORD, ONE, "Destination host", "Name of the host it went to"),
  SOURCE_BYTES("source.bytes", LONG, ONE, "Bytes sent", "Bytes from the source to the destination"),
  DESTINATION_BYTES(
      "destination.bytes", LONG, ONE, "Bytes received", "Bytes from the destination to the source"),
  NETWORK_TRANSPORT(
      "network.transport", KEYWORD, ONE, "Transport", "tcp, udp, icmp or another protocol name"),
  NETWORK_TYPE("network.type", KEYWORD, ONE, "Network type", "ipv4 or ipv6"),
  NETWORK_DIRECTION(
      "network.direction", KEYWORD, ONE, "Direction", "ingress or egress, as the host sees it"),
  NETWORK_PROTOCOL("network.protocol", KEYWORD, ONE, "Protocol", "Application protocol"),
  DNS_QUESTION_NAME("dns.question.name", KEYWORD, ONE, "Name asked", "The name that was looked up"),
  DNS_QUESTION_TYPE(
      "dns.question.type", KEYWORD, ONE, "Record type", "Type of DNS record asked for"),
  DNS_ANSWERS_DATA("dns.answers.data", KEYWORD, MANY, "Answers", "What the name resolved to"),
  DNS_RESOLVED_IP("dns.resolved_ip", IP, MANY, "Resolved addresses", "Addresses among the answers"),
  DNS_RESPONSE_CODE("dns.response_code", KEYWORD, ONE, "Response code", "DNS response code"),
  URL_FULL("url.full", TEXT, ONE, "URL", "The whole URL"),
  URL_DOMAIN("url.domain", KEYWORD, ONE, "URL host", "Host part of the URL"),
  FILE_PATH("file.path", TEXT, ONE, "Path", "Path of the file acted upon"),
  FILE_NAME("file.name", KEYWORD, ONE, "File name", "Name of the file, or of the named pipe"),
  MUTEX_NAME(
      "ring3.mutex.name",
      KEYWORD,
      ONE,
      "Mutex",
      "Name of a mutex, in the global namespace or that of a session"),
  FILE_DIRECTORY("file.directory", KEYWORD, ONE, "Folder", "Folder of the file"),
  FILE_EXTENSION(
      "file.extension", KEYWORD, ONE, "Extension", "File name extension without the dot"),
  FILE_SIZE("file.size", LONG, ONE, "Size", "Size in bytes"),
  FILE_CREATED("file.created", DATE, ONE, "File created", "Creation time of the file"),
  FILE_OLD_PATH("file.Ext.original.path", TEXT, ONE, "Old path", "Path before a rename"),
  FILE_HASH_MD5("file.hash.md5", KEYWORD, ONE, "File MD5", "MD5 of the file"),
  FILE_HASH_SHA1("file.hash.sha1", KEYWORD, ONE, "File SHA-1", "SHA-1 of the file"),
  FILE_HASH_SHA256("file.hash.sha256", KEYWORD, ONE, "File SHA-256", "SHA-256 of the file"),
  FILE_HASH_TLSH("file.hash.tlsh", KEYWORD, ONE, "File TLSH", "Fuzzy hash (TLSH) of the file"),
  FILE_HEADER_BYTES(
      "file.Ext.header_bytes",
      KEYWORD,
      ONE,
      "First bytes",
      "The first 16 bytes of the file in hexadecimal"),
  FILE_ENTROPY(
      "file.Ext.entropy",
      KEYWORD,
      ONE,
      "Entropy",
      "Shannon entropy of the file's bytes, 0.00 to 8.00 bits"),
  FILE_PE_IMPHASH("file.pe.imphash", KEYWORD, ONE, "File imphash", "Hash over the file's imports"),
  FILE_PE_ORIGINAL_FILE_NAME(
      "file.pe.original_file_name",
      KEYWORD,
      ONE,
      "File original name",
      "Name the file was built under"),
  FILE_PE_COMPANY(
      "file.pe.company", KEYWORD, ONE, "File company", "Company in the file's version resource"),
  FILE_PE_DESCRIPTION(
      "file.pe.description",
      KEYWORD,
      ONE,
      "File description",
      "Description in the file's version resource"),
  FILE_PE_PRODUCT(
      "file.pe.product", KEYWORD, ONE, "File product", "Product in the file's version resource"),
  FILE_PE_FILE_VERSION(
      "file.pe.file_version",
      KEYWORD,
      ONE,
      "Built version",
      "Version in the file's version resource"),
  FILE_SIGNATURE_SUBJECT(
      "file.code_signature.subject_name", KEYWORD, ONE, "File signer", "Who signed the file"),
  FILE_SIGNATURE_STATUS(
      "file.code_signature.status",
      KEYWORD,
      ONE,
      "File signature",
      "Whether the signature holds, in the source's words"),
  FILE_SIGNED(
      "file.code_signature.exists", BOOLEAN, ONE, "File signed", "Whether the file is signed"),
  DLL_PATH("dll.path", TEXT, ONE, "Library", "Path of the loaded library"),
  DLL_NAME("dll.name", KEYWORD, ONE, "Library name", "File name of the loaded library"),
  DLL_HASH_MD5("dll.hash.md5", KEYWORD, ONE, "Library MD5", "MD5 of the library"),
  DLL_HASH_SHA1("dll.hash.sha1", KEYWORD, ONE, "Library SHA-1", "SHA-1 of the library"),
  DLL_HASH_SHA256("dll.hash.sha256", KEYWORD, ONE, "Library SHA-256", "SHA-256 of the library"),
  DLL_HASH_TLSH("dll.hash.tlsh", KEYWORD, ONE, "Library TLSH", "Fuzzy hash (TLSH) of the library"),
  DLL_PE_IMPHASH(
      "dll.pe.imphash", KEYWORD, ONE, "Library imphash", "Hash over the library's imports"),
  DLL_PE_ORIGINAL_FILE_NAME(
      "dll.pe.original_file_name",
      KEYWORD,
      ONE,
      "Library original name",
      "Name the library was built under"),
  DLL_PE_COMPANY(
      "dll.pe.company",
      KEYWORD,
      ONE,
      "Library company",
      "Company in the library's version resource"),
  DLL_PE_DESCRIPTION(
      "dll.pe.description",
      KEYWORD,
      ONE,
      "Library description",
      "Description in the library's version resource"),
  DLL_PE_PRODUCT(
      "dll.pe.product",
      KEYWORD,
      ONE,
      "Library product",
      "Product in the library's version resource"),
  DLL_PE_FILE_VERSION(
      "dll.pe.file_version",
      KEYWORD,
      ONE,
      "Library version",
      "Version in the library's version resource"),
  DLL_SIGNATURE_SUBJECT(
      "dll.code_signature.subject_name", KEYWORD, ONE, "Library signer", "Who signed the library"),
  DLL_SIGNATURE_STATUS(
      "dll.code_signature.status",
      KEYWORD,
      ONE,
      "Library signature",
      "Whether the signature holds, in the source's words"),
  DLL_SIGNED(
      "dll.code_signature.exists", BOOLEAN, ONE, "Library signed", "Whether the library is signed"),
  REGISTRY_PATH("registry.path", TEXT, ONE, "Registry path", "Hive, key and value name"),
  REGISTRY_HIVE("registry.hive", KEYWORD, ONE, "Hive", "Short name of the hive, such as HKLM"),
  REGISTRY_KEY("registry.key", KEYWORD, ONE, "Registry key", "Key below the hive"),
  REGISTRY_VALUE("registry.value", KEYWORD, ONE, "Registry value", "Name of the value"),
  REGISTRY_DATA_STRINGS("registry.data.strings", TEXT, MANY, "Registry data", "What was written"),
  REGISTRY_DATA_TYPE(
      "registry.data.type",
      KEYWORD,
      ONE,
      "Registry data type",
      "Type of what was written, such as REG_SZ"),
  SERVICE_NAME("service.name", KEYWORD, ONE, "Service", "Name of the service"),
  SERVICE_STATE("service.state", KEYWORD, ONE, "Service state", "State of the service"),
  SCRIPT_BLOCK_ID(
      "powershell.file.script_block_id",
      KEYWORD,
      ONE,
      "Script block",
      "Identifies the PowerShell script block"),
  SCRIPT_BLOCK_TEXT(
      "powershell.file.script_block_text",
      TEXT,
      ONE,
      "Script text",
      "The PowerShell script block, joined from its parts"),
  DECODED_SCRIPT(
      "ring3.decoded.script",
      TEXT,
      MANY,
      "Decoded script",
      "What the script hides, in plainer words and decoded, the outermost first"),
  RULE_UUID("rule.uuid", KEYWORD, ONE, "Rule id", "Id of the rule that raised the alert"),
  RULE_NAME("rule.name", KEYWORD, ONE, "Rule", "Title of the rule that raised the alert"),
  RULE_LEVEL(
      "rule.level",
      KEYWORD,
      ONE,
      "Severity",
      "Level of the rule: informational, low, medium, high or critical"),
  THREAT_TECHNIQUE_ID(
      "threat.technique.id", KEYWORD, MANY, "Techniques", "ATT&CK techniques that the rule names"),
  THREAT_TACTIC_NAME(
      "threat.tactic.name", KEYWORD, MANY, "Tactics", "ATT&CK tactics that the rule names"),
  THREAT_INDICATOR_TYPE(
      "threat.indicator.type",
      KEYWORD,
      ONE,
      "Indicator type",
      "What kind of indicator was met, such as file, domain-name or ipv4-addr"),
  THREAT_INDICATOR_NAME(
      "threat.indicator.name", TEXT, ONE, "Indicator", "The indicator that was met, as it is kept"),
  THREAT_FEED_NAME(
      "threat.feed.name", KEYWORD, ONE, "Indicator list", "The list that the indicator is in"),
  THREAT_MATCHED_FIELD(
      "threat.enrichments.matched.field",
      KEYWORD,
      ONE,
      "Met in",
      "The event's field in which an indicator was met"),
  THREAT_MATCHED_VALUE(
      "threat.enrichments.matched.atomic",
      TEXT,
      ONE,
      "Met value",
      "The event's value in which an indicator was met"),
  EVENT_START("event.start", DATE, ONE, "First", "Time of the first event of an alert"),
  EVENT_END("event.end", DATE, ONE, "Last", "Time of the last event of an alert"),
  ALERT_EVENTS("ring3.alert.events", LONG, ONE, "Events", "How many events an alert stands for"),
  ALERT_RULES(
      "ring3.alert.rules",
      KEYWORD,
      MANY,
      "Correlated rules",
      "Titles of the rules whose hits an alert stands for"),
  ALERT_GROUP(
      "ring3.alert.group",
      KEYWORD,
      MANY,
      "Shared values",
      "What the events of an alert share, as NAME=VALUE"),
  ALERT_ENTITIES(
      "ring3.alert.entity_ids",
      KEYWORD,
      MANY,
      "Processes",
      "entity_id of the processes that did what an alert is about, at most 100"),
  ALERT_QUERY(
      "ring3.alert.query", KEYWORD, ONE, "Events' query", "A hunt for the events of an alert"),
  RING3_ENRICHED(
      "ring3.enriched",
      KEYWORD,
      MANY,
      "Filled in",
      "Fields that the record itself could have held but left empty, and that Ring3 knew"),
  ERROR_CODE("error.code", KEYWORD, ONE, "Error code", "The source's error or status code"),
  ERROR_MESSAGE("error.message", PROSE, ONE, "Error", "What went wrong");

  /** Whether an event can have several values of a field. */
  public enum Cardinality {
    ONE,
    MANY
  }

  private static final Map<String, Field> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toMap(f -> f.ecs.toLowerCase(Locale.ROOT), Function.identity()));

  private final String ecs;
  private final FieldType type;
  private final Cardinality cardinality;
  private final String label;
  private final String description;

  Field(String ecs, FieldType type, Cardinality cardinality, String label, String description) {
    this.ecs = ecs;
    this.type = type;
    this.cardinality = cardinality;
    this.label = label;
    this.description = description;
  }

  /** The ECS name, such as {@code process.command_line}. */
  public String ecs() {
    return ecs;
  }

  public FieldType type() {
    return type;
  }

  public Cardinality cardinality() {
    return cardinality;
  }

  /** A short heading for people, in English. */
  public String label() {
    return label;
  }

  /** What the field holds, as a phrase without a full stop. */
  public String description() {
    return description;
  }

  /** The field of that ECS name; upper and lower case are the same. */
  public static Optional<Field> named(String ecs) {
    return Optional.ofNullable(BY_NAME.get(ecs.toLowerCase(Locale.ROOT)));
  }
}
