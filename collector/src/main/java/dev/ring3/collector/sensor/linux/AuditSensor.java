package dev.ring3.collector.sensor.linux;

import dev.ring3.collector.audit.Architecture;
import dev.ring3.collector.audit.AuditEvent;
import dev.ring3.collector.audit.AuditEvents;
import dev.ring3.collector.audit.AuditRecord;
import dev.ring3.collector.audit.AuditText;
import dev.ring3.collector.audit.AuditTextException;
import dev.ring3.collector.decode.AuditStatus;
import dev.ring3.collector.decode.DecodeException;
import dev.ring3.collector.decode.NetlinkMessage;
import dev.ring3.collector.linux.LinuxSocket;
import dev.ring3.collector.sensor.Ability;
import dev.ring3.collector.sensor.Ability.Lack;
import dev.ring3.collector.sensor.Findings;
import dev.ring3.collector.sensor.Lane;
import dev.ring3.collector.sensor.Message;
import dev.ring3.collector.sensor.Sensor;
import dev.ring3.collector.sensor.WatchedPath;
import dev.ring3.collector.sensor.linux.audit.AuditControl;
import dev.ring3.collector.sensor.linux.audit.AuditRestore;
import dev.ring3.collector.sensor.linux.audit.AuditRules;
import dev.ring3.collector.source.AuditEventRecord;
import dev.ring3.collector.source.Origin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The Linux audit system: started programs with their arguments, connections, tracing, eBPF,
 * modules, changes of user, mounts, opening of watched files, and what programs tell of logons and
 * accounts.
 *
 * <p>Without an audit daemon Ring3 takes the records itself, with a backlog that holds bursts and
 * never makes a process wait. With one, only rules are added, and records are read along. {@link
 * AuditRestore} undoes both. The kernel counts what it drops; that is asked for every second, and
 * more rarely while no records come, as the kernel starts a thread for each answer.
 */
final class AuditSensor implements Sensor {
  private static final int BUFFER = 32 << 20;
  private static final long BACKLOG = 65_536;
  private static final int READ_ALONG = 1;

  /** Who listens (1335), and that another asks for the ownership (1329): about the taker alone. */
  private static final Set<Integer> NOT_FOR_US = Set.of(1329, 1335);

  private static final long QUIET_NANOS = 300_000_000;
  private static final long ASK_NANOS = 1_000_000_000;
  private static final long ASK_AT_REST_NANOS = 3_000_000_000L;
  private static final String REMEDY =
      "run as root, or with CAP_AUDIT_CONTROL and CAP_AUDIT_READ, in the host's first namespaces";

  private final Path restoreFile;
  private final List<WatchedPath> watched;
  private final long self = ProcessHandle.current().pid();
  private final AuditEvents events = new AuditEvents(true, this::complete);
  private @Nullable Findings findings;
  private @Nullable AuditControl control;
  private @Nullable LinuxSocket socket;
  private @Nullable Reader reader;
  private @Nullable Lane lane;
  private boolean owner;
  private boolean mayHaveChanged;
  private long lostBefore;
  private long lastRecord;
  private long lastAsked;
  private long number;

  AuditSensor(Path restoreFile, List<WatchedPath> watched) {
    this.restoreFile = restoreFile;
    this.watched = watched;
  }

  @Override
  public String name() {
    return "linux.audit";
  }

  @Override
  public String title() {
    return "Audit (netlink)";
  }

  @Override
  public Ability probe() {
    if (machine().isEmpty()) {
      return unknownMachine();
    }
    try (AuditControl probe = AuditControl.open()) {
      AuditStatus status = probe.status();
      AuditRestore.requireAlone(probe);
      boolean owned = isOwned(status);
      if (owned) {
        LinuxSocket.netlink(AuditControl.NETLINK_AUDIT, READ_ALONG).close();
      }
      return ability(status, owned, List.of());
    } catch (IOException e) {
      return unavailable(e);
    }
  }

  private static Optional<Architecture> machine() {
    return Architecture.ofJava(System.getProperty("os.arch"));
  }

  private static Ability unknownMachine() {
    return Ability.none(
        "The system calls of this machine type are not known.",
        "started programs with their arguments",
        "run on x86-64 or ARM64");
  }

  private static Ability unavailable(IOException e) {
    return Ability.none(
        "The audit system cannot be used: " + e.getMessage() + '.',
        "arguments of short-lived programs, connections, logons, eBPF, opening of watched files",
        REMEDY);
  }

  private boolean isOwned(AuditStatus status) {
    return status.owner() != 0
        && status.owner() != self
        && ProcessHandle.of(status.owner()).isPresent();
  }

  private static Ability ability(AuditStatus status, boolean owned, List<Lack> found) {
    List<Lack> lacks = new ArrayList<>(found);
    if (status.enabled() == 2) {
      lacks.add(new Lack("what no rule of the host asks for", "the rules are locked until reboot"));
    }
    String how =
        owned
            ? "reads along with the audit daemon (pid " + status.owner() + ")"
            : "takes the records itself, as no audit daemon runs";
    return new Ability(
        true,
        "Started programs with arguments, connections, tracing, eBPF, logons; " + how + '.',
        lacks);
  }

  @Override
  public Ability start(Lane lane) throws IOException {
    this.lane = lane;
    Architecture machine = machine().orElseThrow(() -> new IOException(unknownMachine().detail()));
    AuditControl audit = AuditControl.open();
    control = audit;
    try {
      AuditRestore.requireAlone(audit);
      AuditRestore restore = new AuditRestore(restoreFile);
      restore.restore(audit);
      mayHaveChanged = true;
      AuditStatus before = audit.status();
      boolean owned = isOwned(before);
      List<Lack> lacks = new ArrayList<>();
      if (before.enabled() != 2) {
        restore.remember(before);
      }
      connect(lane, audit, before, owned);
      if (before.enabled() != 2) {
        lacks.addAll(addRules(audit, machine));
        if (!owned) {
          spareTitles(audit);
        }
      }
      lostBefore = audit.status().lost();
      return ability(before, owned, lacks);
    } catch (IOException e) {
      stop();
      throw e;
    }
  }

  private void connect(Lane lane, AuditControl audit, AuditStatus before, boolean owned)
      throws IOException {
    LinuxSocket opened = LinuxSocket.netlink(AuditControl.NETLINK_AUDIT, owned ? READ_ALONG : 0);
    socket = opened;
    opened.receiveBuffer(BUFFER);
    if (!owned) {
      AuditControl.own(opened, self);
      owner = true;
    }
    if (before.enabled() != 2) {
      audit.set(
          owned
              ? AuditStatus.setLimits(1, before.backlogLimit(), before.backlogWait())
              : AuditStatus.setLimits(1, Math.max(BACKLOG, before.backlogLimit()), 0));
    }
    reader = Reader.start("audit", opened, opened::receive, lane);
  }

  private List<Lack> addRules(AuditControl audit, Architecture machine) throws IOException {
    audit.add(AuditRules.exclusion(self).toAdd());
    List<AuditRules.Purpose> rules = new ArrayList<>(AuditRules.calls(machine));
    rules.addAll(AuditRules.watches(watched));
    rules.addAll(AuditRules.watches(AuditRules.blockDevices()));
    List<Lack> lacks = new ArrayList<>();
    for (AuditRules.Purpose purpose : rules) {
      try {
        audit.add(purpose.rule().toAdd());
      } catch (IOException e) {
        lacks.add(new Lack(purpose.what(), "the kernel refuses the rule: " + e.getMessage()));
      }
    }
    if (machine == Architecture.X86_64) {
      for (AuditRules.Purpose purpose : AuditRules.calls(Architecture.I386)) {
        try {
          audit.add(purpose.rule().toAdd());
        } catch (IOException e) {
          // A kernel that runs no 32-bit programs refuses the first rule, and needs none.
          break;
        }
      }
    }
    return lacks;
  }

  private static void spareTitles(AuditControl audit) {
    try {
      audit.add(AuditRules.noTitles().toAdd());
    } catch (IOException e) {
      // An older kernel takes no key there: titles come, and end an event as well as its end does.
      return;
    }
  }

  /** For the proc connector's, which another thread reads. */
  @Override
  public Duration settling() {
    return Duration.ofMillis(25);
  }

  @Override
  public void decode(Message raw, Findings findings) {
    this.findings = findings;
    lastRecord = System.nanoTime();
    number = raw.number();
    try {
      NetlinkMessage message = NetlinkMessage.whole(raw.bytes());
      if (message.type() < 1100 || NOT_FOR_US.contains(message.type())) {
        return;
      }
      String text = new String(message.payload(), StandardCharsets.UTF_8);
      int end = text.indexOf('\0');
      events.add(AuditText.message(message.type(), end < 0 ? text : text.substring(0, end)));
    } catch (DecodeException | AuditTextException e) {
      lost("a record could not be read: " + e.getMessage());
    }
  }

  private void lost(String reason) {
    if (lane != null) {
      lane.lost(reason, 1);
    }
  }

  private void complete(AuditEvent event) {
    if (findings != null && !isAboutUs(event)) {
      findings.record(new AuditEventRecord(new Origin(name(), number), event, true));
    }
  }

  private boolean isAboutUs(AuditEvent event) {
    AuditRecord first = event.records().getFirst();
    boolean ours =
        first.type().equals("CONFIG_CHANGE")
            && first.text("key").filter(AuditRules.KEY::equals).isPresent();
    return ours
        || event.records().stream()
            .map(r -> r.number("pid"))
            .anyMatch(pid -> pid.equals(OptionalLong.of(self)));
  }

  @Override
  public void tick(Findings findings) {
    this.findings = findings;
    long now = System.nanoTime();
    if (now - lastRecord > QUIET_NANOS) {
      events.flush();
    }
    long every = lastRecord - lastAsked > 0 ? ASK_NANOS : ASK_AT_REST_NANOS;
    if (control == null || lane == null || now - lastAsked < every) {
      return;
    }
    lastAsked = now;
    try {
      AuditStatus status = control.status();
      takeBack(control, status);
      long lost = status.lost();
      if (lost > lostBefore) {
        lane.lost("the audit system dropped records", lost - lostBefore);
      }
      lostBefore = lost;
    } catch (IOException e) {
      lost("the audit system does not tell what it dropped: " + e.getMessage());
    }
  }

  /** Whoever ends the ownership or the recording makes Ring3 blind: that is told, and undone. */
  private void takeBack(AuditControl audit, AuditStatus status) throws IOException {
    LinuxSocket reading = socket;
    if (!owner || reading == null || (status.owner() == self && status.enabled() != 0)) {
      return;
    }
    lost(
        status.owner() == self
            ? "somebody switched the audit system off"
            : "somebody took the audit system over");
    if (status.owner() != self && !isOwned(status)) {
      AuditControl.reclaim(reading, self);
    }
    if (status.enabled() == 0) {
      audit.set(AuditStatus.setLimits(1, status.backlogLimit(), status.backlogWait()));
    }
  }

  @Override
  public void flush(Findings findings) {
    this.findings = findings;
    events.flush();
  }

  /** Rules go first, then the ownership, while the socket is still there to take what comes. */
  @Override
  public void stop() {
    if (control != null && mayHaveChanged) {
      try {
        new AuditRestore(restoreFile).restore(control);
      } catch (IOException e) {
        lost("the audit system was not set back, and will be at the next start: " + e.getMessage());
      }
    }
    release();
    if (reader != null) {
      reader.close();
    }
    if (socket != null) {
      socket.close();
    }
    if (control != null) {
      control.close();
      control = null;
    }
  }

  private void release() {
    if (!owner || control == null) {
      return;
    }
    try {
      control.set(AuditStatus.setOwner(0));
      owner = false;
    } catch (IOException e) {
      lost("the ownership was not given back, and ends with this process: " + e.getMessage());
    }
  }
}
