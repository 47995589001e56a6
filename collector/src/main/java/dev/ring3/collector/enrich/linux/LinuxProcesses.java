package dev.ring3.collector.enrich.linux;

import dev.ring3.collector.audit.CalledName;
import dev.ring3.collector.audit.CommandLine;
import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.event.ProcessKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The processes of this host, with their ancestors, also of those that are gone.
 *
 * <p>A fork is known at once, so that a process that lives for a moment has its lineage; what its
 * parent is, is taken over when it is first told of, as audit tells later than the connector. It is
 * told as {@code process_start} only when it runs no program of its own: when it acts, ends, or has
 * lived for {@link #FORK_WAIT_NANOS} without; threads of the kernel are not. A start of a program
 * is told by audit with all arguments; where only the proc connector noticed it, {@code /proc} is
 * read and the event is tagged {@code from_proc}, and {@code incomplete_arguments} if it was too
 * late. An end is told {@link #END_WAIT_NANOS} later, or up to {@link Pending#LONGEST_NANOS} when
 * audit is behind, so that what it still has to say of the process comes first. At most {@link
 * #MAX_PROCESSES} are remembered; the one longest not asked for is forgotten first, and one that
 * ended as {@link EndedProcesses} says. For one thread.
 */
public final class LinuxProcesses {
  public static final int MAX_PROCESSES = 65_536;
  static final long FORK_WAIT_NANOS = 1_000_000_000;
  static final long END_WAIT_NANOS = 250_000_000;

  /** Audit reads a clock that goes in steps of some milliseconds. */
  private static final Duration CLOCKS_APART = Duration.ofMillis(50);

  private static final String AUDIT = "linux.audit";

  private final Map<Long, LinuxProcess> byPid =
      new LinkedHashMap<>(4096, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, LinuxProcess> eldest) {
          return size() > MAX_PROCESSES;
        }
      };

  private final ProcFiles proc = new ProcFiles(Path.of("/proc"));
  private final UserNames users = new UserNames(Path.of("/etc/passwd"));
  private final String host;
  private final LongFunction<Instant> startOfTicks;
  private final Consumer<Event.Builder> told;
  private final Pending pending = new Pending();
  private final EndedProcesses ended = new EndedProcesses();
  private final LoadedImages images = new LoadedImages(proc);
  private boolean audited;

  /** Time of the newest event of audit. */
  private Instant auditedUntil = Instant.MIN;

  /**
   * @param host name that events carry
   * @param startOfTicks start time of the ticks in {@code /proc/PID/stat}
   * @param told takes starts and ends that no other event tells
   */
  public LinuxProcesses(
      String host, LongFunction<Instant> startOfTicks, Consumer<Event.Builder> told) {
    this.host = host;
    this.startOfTicks = startOfTicks;
    this.told = told;
  }

  /** Whether audit tells of started programs; if not, {@code /proc} is read at once. */
  public void audited(boolean audited) {
    this.audited = audited;
  }

  /** Learns the processes that are there, parents before children where that can be told. */
  public void learn() throws IOException {
    for (long pid : proc.pids()) {
      known(pid);
    }
  }

  private @Nullable LinuxProcess known(long pid) {
    LinuxProcess process = byPid.get(pid);
    return process != null || pid <= 0 ? process : read(pid, 0);
  }

  private @Nullable LinuxProcess read(long pid, int depth) {
    Optional<ProcStat> stat = proc.stat(pid);
    if (stat.isEmpty()) {
      return null;
    }
    long parentPid = stat.get().parentPid();
    LinuxProcess parent = byPid.get(parentPid);
    if (parent == null && parentPid > 0 && depth < LinuxProcess.MAX_ANCESTORS) {
      parent = read(parentPid, depth + 1);
    }
    LinuxProcess process = made(pid, startOfTicks.apply(stat.get().startTicks()), parent);
    process.name = stat.get().name();
    process.ofKernel = stat.get().kernelThread();
    readProgram(process);
    process.told = true;
    return process;
  }

  private LinuxProcess made(long pid, Instant start, @Nullable LinuxProcess parent) {
    String entityId = new ProcessKey(host, pid, start).entityId();
    LinuxProcess process = new LinuxProcess(pid, start, entityId, parent);
    byPid.put(pid, process);
    return process;
  }

  /** Reads what a process runs now. */
  private boolean readProgram(LinuxProcess process) {
    proc.executable(process.pid).ifPresent(path -> program(process, path));
    process.directory = proc.directory(process.pid).orElse(process.directory);
    OptionalLong uid = proc.user(process.pid);
    process.uid = uid.isPresent() ? Long.toString(uid.getAsLong()) : process.uid;
    readGroup(process);
    List<String> arguments = proc.arguments(process.pid);
    if (!arguments.isEmpty()) {
      process.arguments = arguments;
      process.commandLine = CommandLine.join(arguments);
      process.calledName =
          process.name == null ? null : CalledName.of(arguments, process.name).orElse(null);
    }
    return !arguments.isEmpty();
  }

  private static void program(LinuxProcess process, String path) {
    process.executable = path;
    process.ofKernel = false;
    process.calledName = null;
    String plain = path.endsWith(" (deleted)") ? path.substring(0, path.length() - 10) : path;
    process.name = plain.substring(plain.lastIndexOf('/') + 1);
  }

  private void readGroup(LinuxProcess process) {
    proc.controlGroup(process.pid)
        .ifPresent(
            path -> {
              process.controlGroup = path;
              process.container = ControlGroups.container(path).orElse(null);
            });
  }

  /** A process was forked. */
  public void forked(long pid, long parentPid, Instant start) {
    LinuxProcess before = byPid.get(pid);
    if (before != null && before.start.equals(start)) {
      return;
    }
    if (before != null) {
      pending.takeEnd(pid).ifPresent(this::tellEnd);
    }
    LinuxProcess parent = known(parentPid);
    pending.fork(made(pid, start, parent));
  }

  /** The proc connector noticed that a process runs another program. */
  public void noticedProgram(long pid, Instant time) {
    LinuxProcess process = known(pid);
    if (process == null) {
      return;
    }
    process.noticedPrograms++;
    if (!audited) {
      startedUnaudited(process, time);
    } else if (process.noticedPrograms > process.auditedPrograms) {
      pending.program(process, time);
    }
  }

  private void startedUnaudited(LinuxProcess process, Instant time) {
    process.auditedPrograms = process.noticedPrograms;
    process.told = true;
    boolean whole = !process.ended && readProgram(process);
    images.started(process);
    Event.Builder event = Event.of(EventType.PROCESS_START, time);
    event.set(Field.PROCESS_PID, process.pid);
    event.add(Field.TAGS, "from_proc");
    if (!whole) {
      event.add(Field.TAGS, "incomplete_arguments");
    }
    tell(event, process);
  }

  /** The proc connector noticed that a process ended. */
  public void ended(long pid, Instant time, int exitCode, int signal) {
    LinuxProcess process = known(pid);
    if (process != null) {
      pending.end(new Pending.End(process, time, exitCode, signal));
    }
  }

  /** Tells what is due; to be called several times a second. */
  public void tick() {
    long now = System.nanoTime();
    pending.programsBefore(
        now - FORK_WAIT_NANOS,
        program -> hasAuditPassed(program.process(), program.time()),
        this::tellUnmatched);
    pending.endsBefore(
        now - END_WAIT_NANOS, end -> hasAuditPassed(end.process(), end.time()), this::tellEnd);
    pending.forksBefore(now - FORK_WAIT_NANOS, this::tellFork);
    images.tick(this::tellImage);
    ended.forget(now, process -> byPid.remove(process.pid, process));
  }

  /** Tells all that waits. */
  public void flush() {
    pending.programsBefore(Long.MAX_VALUE, program -> true, this::tellUnmatched);
    pending.endsBefore(Long.MAX_VALUE, end -> true, this::tellEnd);
    pending.forksBefore(Long.MAX_VALUE, this::tellFork);
  }

  /**
   * Whether audit has told all that it has to say of a process up to then: under load the kernel's
   * queue of records can be seconds behind the connector.
   */
  private boolean hasAuditPassed(LinuxProcess process, Instant time) {
    return process.noticedPrograms <= process.auditedPrograms
        || auditedUntil.isAfter(time.plus(CLOCKS_APART));
  }

  private void tellUnmatched(LinuxProcess process, Instant time) {
    if (process.noticedPrograms > process.auditedPrograms) {
      startedUnaudited(process, time);
    }
  }

  private void tellFork(LinuxProcess process) {
    boolean willBeTold = process.noticedPrograms > process.auditedPrograms;
    if (!process.told && !process.ofKernel && !willBeTold) {
      process.told = true;
      Event.Builder event = Event.of(EventType.PROCESS_START, process.start);
      event.set(Field.PROCESS_PID, process.pid);
      event.add(Field.TAGS, "fork");
      tell(event, process);
    }
  }

  private void tellEnd(Pending.End end) {
    LinuxProcess process = end.process();
    process.ended = true;
    ended.add(process, System.nanoTime());
    if (process.noticedPrograms > process.auditedPrograms) {
      startedUnaudited(process, end.time());
    }
    if (process.ofKernel) {
      return;
    }
    tellFork(process);
    Event.Builder event = Event.of(EventType.PROCESS_END, end.time());
    event.set(Field.PROCESS_PID, process.pid);
    event.set(Field.PROCESS_END, end.time());
    if (end.signal() == 0) {
      event.set(Field.PROCESS_EXIT_CODE, end.exitCode());
    } else {
      event.source("linux.signal", Integer.toString(end.signal()));
    }
    tell(event, process);
  }

  private void tellImage(LinuxProcess process, String path) {
    Event.Builder event = Event.of(EventType.IMAGE_LOAD, Instant.now());
    event.set(Field.PROCESS_PID, process.pid);
    event.set(Field.DLL_PATH, path);
    event.set(Field.DLL_NAME, path.substring(path.lastIndexOf('/') + 1));
    tell(event, process);
  }

  private void tell(Event.Builder event, LinuxProcess process) {
    event.set(Field.EVENT_PROVIDER, "linux.process");
    event.set(Field.EVENT_MODULE, "linux");
    event.set(Field.HOST_OS_TYPE, "linux");
    event.set(Field.HOST_NAME, host);
    describe(event, process);
    told.accept(event);
  }

  /** Completes an event with the process that acts in it, by its pid, and learns from it. */
  public void complete(Event.Builder event) {
    event.set(Field.HOST_NAME, host);
    if (event.text(Field.EVENT_PROVIDER).orElse("").equals(AUDIT)) {
      auditedUntil = event.time().isAfter(auditedUntil) ? event.time() : auditedUntil;
    }
    OptionalLong pid = event.number(Field.PROCESS_PID);
    target(event);
    if (pid.isEmpty()) {
      names(event);
      return;
    }
    LinuxProcess process = known(pid.getAsLong());
    if (process == null) {
      OptionalLong parent = event.number(Field.PROCESS_PARENT_PID);
      process =
          made(
              pid.getAsLong(), event.time(), parent.isPresent() ? known(parent.getAsLong()) : null);
    }
    if (event.type() == EventType.PROCESS_START) {
      runs(process, event);
    } else {
      tellFork(process);
    }
    describe(event, process);
  }

  private void runs(LinuxProcess process, Event.Builder event) {
    process.auditedPrograms++;
    process.told = true;
    event.text(Field.PROCESS_EXECUTABLE).ifPresent(path -> program(process, path));
    process.calledName = event.text(Field.PROCESS_CALLED_NAME).orElse(null);
    process.commandLine = event.text(Field.PROCESS_COMMAND_LINE).orElse(null);
    process.arguments = List.of();
    process.directory = event.text(Field.PROCESS_WORKING_DIRECTORY).orElse(process.directory);
    process.uid = event.text(Field.USER_ID).orElse(process.uid);
    readGroup(process);
    if (process.executable != null && process.executable.startsWith("/memfd:")) {
      event.add(Field.TAGS, "memory_file");
    }
    images.started(process);
  }

  private void target(Event.Builder event) {
    OptionalLong pid = event.number(Field.TARGET_PROCESS_PID);
    LinuxProcess process = pid.isPresent() ? known(pid.getAsLong()) : null;
    if (process != null) {
      event.set(Field.TARGET_PROCESS_ENTITY_ID, process.entityId);
      set(event, Field.TARGET_PROCESS_NAME, process.name);
      set(event, Field.TARGET_PROCESS_EXECUTABLE, process.executable);
    }
  }

  private void names(Event.Builder event) {
    name(event, Field.USER_ID, Field.USER_NAME);
    name(event, Field.USER_EFFECTIVE_ID, Field.USER_EFFECTIVE_NAME);
    name(event, Field.USER_TARGET_ID, Field.USER_TARGET_NAME);
  }

  private void name(Event.Builder event, Field id, Field name) {
    if (!event.has(name)) {
      event.text(id).flatMap(users::name).ifPresent(n -> event.set(name, n));
    }
  }

  private void describe(Event.Builder event, LinuxProcess process) {
    process.settle();
    event.set(Field.PROCESS_ENTITY_ID, process.entityId);
    event.set(Field.PROCESS_START, process.start);
    set(event, Field.PROCESS_EXECUTABLE, process.executable);
    set(event, Field.PROCESS_NAME, process.name);
    if (event.text(Field.PROCESS_NAME).equals(Optional.ofNullable(process.name))) {
      set(event, Field.PROCESS_CALLED_NAME, process.calledName);
    }
    set(event, Field.PROCESS_COMMAND_LINE, process.commandLine);
    set(event, Field.PROCESS_WORKING_DIRECTORY, process.directory);
    set(event, Field.CONTAINER_ID, process.container);
    set(event, Field.USER_ID, process.uid);
    if (process.controlGroup != null) {
      event.source("linux.cgroup", process.controlGroup);
    }
    if (event.type() == EventType.PROCESS_START && !event.has(Field.PROCESS_ARGS)) {
      event.setAll(Field.PROCESS_ARGS, process.arguments);
    }
    names(event);
    parent(event, process);
  }

  private static void parent(Event.Builder event, LinuxProcess process) {
    LinuxProcess.Parent parent = process.parent;
    if (parent == null) {
      return;
    }
    event.set(Field.PROCESS_PARENT_ENTITY_ID, parent.entityId());
    event.set(Field.PROCESS_PARENT_PID, parent.pid());
    set(event, Field.PROCESS_PARENT_NAME, parent.name());
    set(event, Field.PROCESS_PARENT_CALLED_NAME, parent.calledName());
    set(event, Field.PROCESS_PARENT_EXECUTABLE, parent.executable());
    set(event, Field.PROCESS_PARENT_COMMAND_LINE, parent.commandLine());
    event.setAll(Field.PROCESS_ANCESTRY, process.ancestorIds);
    List<String> lineage = new ArrayList<>(process.ancestorNames);
    Collections.reverse(lineage);
    lineage.add(process.name == null ? "?" : process.name);
    event.set(Field.PROCESS_LINEAGE, String.join(" > ", lineage));
  }

  private static void set(Event.Builder event, Field field, @Nullable String value) {
    if (value != null && !event.has(field)) {
      event.set(field, value);
    }
  }
}
