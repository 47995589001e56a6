package dev.ring3.collector.normalize;

import dev.ring3.collector.audit.AuditEvent;
import dev.ring3.collector.audit.AuditRecord;
import dev.ring3.collector.audit.CalledName;
import dev.ring3.collector.audit.ExecArguments;
import dev.ring3.collector.audit.SocketAddress;
import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.source.AuditEventRecord;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Gives events of the Linux audit system their meaning.
 *
 * <p>What no field takes stays under {@code auditd.*}. Of calls that are understood only what tells
 * something is kept ({@link #KEPT}); of all others every value of every record.
 */
final class AuditNormalizer {
  /** Values of the {@code SYSCALL} record that stay under {@code auditd.*}. */
  private static final List<String> KEPT =
      List.of("exit", "tty", "ses", "auid", "key", "gid", "egid", "suid");

  /** The call's own arguments, which of a started program are no more than addresses. */
  private static final List<String> CALL_ARGUMENTS = List.of("a0", "a1", "a2", "a3");

  /** Arguments of a program that are kept by their place, too: rules go as far. */
  private static final int PLACED = 8;

  /** Characters of such an argument; the command line has all. */
  private static final int LONGEST_PLACED = 1_024;

  /** What Linux writes for "no number": -1 as 32 bits. */
  private static final String UNSET = "4294967295";

  private static final Set<String> MESSAGE_TAKEN =
      Set.of("pid", "uid", "exe", "hostname", "addr", "res", "acct", "unit");

  Event.Builder normalize(AuditEventRecord record) {
    AuditEvent audit = record.event();
    Optional<AuditRecord> call = audit.first("SYSCALL");
    Optional<String> name = audit.syscall();
    Event.Builder event = Event.of(EventType.LOG_RECORD, audit.time());
    event.set(Field.EVENT_PROVIDER, record.live() ? record.origin().file() : "auditd");
    event.set(Field.EVENT_MODULE, "auditd");
    event.set(Field.HOST_OS_TYPE, "linux");
    event.set(Field.EVENT_SEQUENCE, audit.serial());
    event.set(Field.EVENT_CODE, audit.records().getFirst().type());
    event.set(Field.HOST_NAME, audit.records().getFirst().node());
    if (!record.live()) {
      event.set(Field.LOG_FILE_PATH, record.origin().file());
      event.set(Field.LOG_OFFSET, record.origin().offset());
    }
    Optional<AuditRecord> message =
        audit.records().stream().filter(r -> meaning(r).isPresent()).findFirst();
    if (message.isPresent()) {
      message(event, message.get());
    } else if (call.isPresent() && name.isPresent()) {
      call(event, audit, call.get(), name.get());
    } else {
      call.ifPresent(c -> actor(event, c));
      audit.first("BPF").ifPresent(bpf -> bpf(event, bpf));
    }
    if (event.type() == EventType.LOG_RECORD) {
      audit.records().forEach(r -> keepAll(event, r));
    }
    Derivations.complete(event);
    return event;
  }

  private static Optional<EventType> meaning(AuditRecord record) {
    return AuditCalls.message(record.type(), failed(record));
  }

  private static boolean failed(AuditRecord record) {
    String result = record.raw("res").or(() -> record.raw("success")).orElse("");
    return result.equals("failed") || result.equals("0") || result.equals("no");
  }

  private static void message(Event.Builder event, AuditRecord record) {
    event.type(meaning(record).orElse(EventType.LOG_RECORD));
    event.set(Field.EVENT_CODE, record.type());
    event.set(Field.EVENT_OUTCOME, failed(record) ? "failure" : "success");
    actor(event, record);
    account(event, record);
    record.raw("addr").flatMap(IpText::canonical).ifPresent(a -> event.set(Field.SOURCE_IP, a));
    record.raw("hostname").ifPresent(h -> event.set(Field.SOURCE_DOMAIN, h));
    record.raw("unit").ifPresent(u -> event.set(Field.SERVICE_NAME, u));
    if (event.type() == EventType.SERVICE_CHANGE) {
      event.set(Field.SERVICE_STATE, record.type().equals("SERVICE_START") ? "started" : "stopped");
    }
    if (event.type() == EventType.DRIVER_LOAD) {
      record.text("name").ifPresent(n -> event.set(Field.FILE_NAME, n));
    }
    for (String name : record.values().keySet()) {
      if (!MESSAGE_TAKEN.contains(name)) {
        record.text(name).ifPresent(v -> event.source("auditd." + name, v));
      }
    }
  }

  /** The account that a message is about: by name, or by number in {@code id}. */
  private static void account(Event.Builder event, AuditRecord record) {
    Field name = event.type() == EventType.GROUP_CHANGE ? Field.GROUP_NAME : Field.USER_TARGET_NAME;
    Field id = event.type() == EventType.GROUP_CHANGE ? Field.GROUP_ID : Field.USER_TARGET_ID;
    record
        .text(
            event.type() == EventType.GROUP_CHANGE && record.raw("grp").isPresent()
                ? "grp"
                : "acct")
        .ifPresent(n -> event.set(name, n));
    record.raw("id").filter(i -> !i.equals(UNSET)).ifPresent(i -> event.set(id, i));
  }

  private static void call(Event.Builder event, AuditEvent audit, AuditRecord call, String name) {
    long first = call.hex("a0").orElse(-1);
    boolean succeeded = !failed(call);
    boolean pending = call.number("exit").orElse(0) == -115;
    EventType type = AuditCalls.call(name, first).orElse(EventType.LOG_RECORD);
    event.type(type == EventType.PROCESS_START && !succeeded ? EventType.LOG_RECORD : type);
    event.set(Field.EVENT_OUTCOME, pending ? "unknown" : succeeded ? "success" : "failure");
    event.source("auditd.syscall", name);
    actor(event, call);
    keep(event, call, KEPT);
    audit
        .first("CWD")
        .flatMap(r -> r.text("cwd"))
        .ifPresent(d -> event.set(Field.PROCESS_WORKING_DIRECTORY, d));
    ExecArguments.of(audit)
        .ifPresentOrElse(
            arguments -> program(event, arguments), () -> keep(event, call, CALL_ARGUMENTS));
    audit.first("OBJ_PID").ifPresent(target -> target(event, target));
    audit
        .first("SOCKADDR")
        .flatMap(r -> r.raw("saddr"))
        .flatMap(SocketAddress::of)
        .ifPresent(address -> socket(event, name, address));
    audit.first("BPF").ifPresent(bpf -> bpf(event, bpf));
    AuditPaths.take(event, audit);
  }

  private static void keep(Event.Builder event, AuditRecord call, List<String> names) {
    for (String name : names) {
      call.text(name)
          .filter(v -> !v.equals(UNSET))
          .ifPresent(v -> event.source("auditd." + name, v));
    }
  }

  private static void actor(Event.Builder event, AuditRecord record) {
    record.number("pid").ifPresent(pid -> event.set(Field.PROCESS_PID, pid));
    record.number("ppid").ifPresent(pid -> event.set(Field.PROCESS_PARENT_PID, pid));
    record.text("exe").ifPresent(exe -> event.set(Field.PROCESS_EXECUTABLE, exe));
    if (!event.has(Field.PROCESS_EXECUTABLE)) {
      record.text("comm").ifPresent(comm -> event.set(Field.PROCESS_NAME, comm));
    }
    record.raw("uid").filter(v -> !v.equals(UNSET)).ifPresent(v -> event.set(Field.USER_ID, v));
    record.raw("UID").ifPresent(v -> event.set(Field.USER_NAME, v));
    record
        .raw("euid")
        .filter(v -> !Optional.of(v).equals(record.raw("uid")))
        .ifPresent(
            v -> {
              event.set(Field.USER_EFFECTIVE_ID, v);
              record.raw("EUID").ifPresent(n -> event.set(Field.USER_EFFECTIVE_NAME, n));
            });
  }

  private static void program(Event.Builder event, ExecArguments arguments) {
    event.set(Field.PROCESS_COMMAND_LINE, arguments.commandLine());
    event.setAll(Field.PROCESS_ARGS, arguments.arguments());
    if (event.type() == EventType.PROCESS_START) {
      event
          .text(Field.PROCESS_EXECUTABLE)
          .map(Derivations::lastPart)
          .flatMap(name -> CalledName.of(arguments.arguments(), name))
          .ifPresent(called -> event.set(Field.PROCESS_CALLED_NAME, called));
    }
    for (int i = 0; i < Math.min(PLACED, arguments.arguments().size()); i++) {
      event.source("auditd.a" + i, cut(arguments.arguments().get(i)));
    }
    if (!arguments.complete()) {
      event.add(Field.TAGS, "incomplete_arguments");
    }
  }

  private static String cut(String argument) {
    if (argument.length() <= LONGEST_PLACED) {
      return argument;
    }
    boolean isHalf = Character.isHighSurrogate(argument.charAt(LONGEST_PLACED - 1));
    return argument.substring(0, isHalf ? LONGEST_PLACED - 1 : LONGEST_PLACED);
  }

  private static void target(Event.Builder event, AuditRecord target) {
    target.number("opid").ifPresent(pid -> event.set(Field.TARGET_PROCESS_PID, pid));
    target.text("ocomm").ifPresent(name -> event.set(Field.TARGET_PROCESS_NAME, name));
  }

  private static void socket(Event.Builder event, String call, SocketAddress address) {
    switch (address) {
      case SocketAddress.Internet a -> {
        boolean remoteIsSource = call.startsWith("accept");
        boolean own = call.equals("bind") || call.equals("listen");
        String ip = IpText.canonical(a.address()).orElse(a.address());
        event.set(remoteIsSource || own ? Field.SOURCE_IP : Field.DESTINATION_IP, ip);
        event.set(remoteIsSource || own ? Field.SOURCE_PORT : Field.DESTINATION_PORT, a.port());
        event.set(Field.NETWORK_TYPE, a.v6() ? "ipv6" : "ipv4");
        if (!own) {
          event.set(Field.NETWORK_DIRECTION, remoteIsSource ? "ingress" : "egress");
        }
      }
      case SocketAddress.Local a -> event.source("auditd.socket.path", a.path());
      case SocketAddress.Other a ->
          event.source("auditd.socket.family", Integer.toString(a.family()));
    }
  }

  private static void bpf(Event.Builder event, AuditRecord bpf) {
    String action = bpf.raw("op").orElse("");
    if (action.equals("LOAD")) {
      event.type(EventType.EBPF_LOAD);
    } else if (action.equals("UNLOAD")) {
      event.type(EventType.EBPF_UNLOAD);
    }
    event.source("auditd.bpf.op", action);
    bpf.raw("prog-id").ifPresent(id -> event.source("auditd.bpf.prog_id", id));
  }

  private static void keepAll(Event.Builder event, AuditRecord record) {
    String prefix = "auditd." + record.type().toLowerCase(Locale.ROOT) + '.';
    record.values().keySet().forEach(name -> keep(event, prefix + name, record, name));
  }

  private static void keep(Event.Builder event, String name, AuditRecord record, String field) {
    record
        .raw(field)
        .ifPresent(
            v -> {
              String free = name;
              for (int i = 2; event.source(free).isPresent(); i++) {
                free = name + '#' + i;
              }
              event.source(free, v);
            });
  }
}
