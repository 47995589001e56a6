package dev.ring3.collector.sensor.windows;

import dev.ring3.collector.decode.DecodeException;
import dev.ring3.collector.decode.windows.SystemProcess;
import dev.ring3.collector.sensor.Ability;
import dev.ring3.collector.sensor.Ability.Lack;
import dev.ring3.collector.sensor.Findings;
import dev.ring3.collector.sensor.Lane;
import dev.ring3.collector.sensor.Message;
import dev.ring3.collector.sensor.Sensor;
import dev.ring3.collector.win32.ProcessDetails;
import dev.ring3.collector.win32.ProcessList;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Processes, looked at every {@link #EVERY}: those that are new have started, those that are gone
 * have ended. The two lists that Windows has of them are compared, since whoever hides a process
 * may forget one.
 */
public final class ProcessSnapshots implements Sensor {
  public static final String NAME = "windows.process";

  /** A process that lives shorter may not be seen. */
  static final Duration EVERY = Duration.ofMillis(250);

  private static final String SEES =
      "Starts and ends of processes that live for a quarter of a second, and processes that one of"
          + " Windows' two lists lacks.";

  private final Clock clock;
  private final HostFacts facts;
  private final Pace pace = new Pace(EVERY, System::nanoTime);
  private final TwoLists onlyInSystem = new TwoLists();
  private final TwoLists onlyInToolhelp = new TwoLists();
  private Map<Long, SystemProcess> before = Map.of();
  private boolean first = true;
  private @Nullable Lane lane;

  /**
   * @param host name of this host
   */
  public ProcessSnapshots(Clock clock, String host) {
    this.clock = clock;
    this.facts = new HostFacts(NAME, host);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "Processes (compared)";
  }

  /** Looks for this process in both lists, and at what it can be asked. */
  @Override
  public Ability probe() {
    List<Lack> lacks = new ArrayList<>();
    long own = ProcessHandle.current().pid();
    try {
      if (!processes().containsKey(own)) {
        lacks.add(
            new Lack("this process in Windows' list", "something hides processes: look into it"));
      }
    } catch (IOException e) {
      return new Ability(
          false,
          "The list of processes can't be read: " + e.getMessage() + '.',
          List.of(new Lack("starts and ends of processes", String.valueOf(e.getMessage()))));
    }
    try {
      ProcessList.toolhelp();
    } catch (IOException e) {
      lacks.add(new Lack("hidden processes", String.valueOf(e.getMessage())));
    }
    ProcessDetails.open(own)
        .ifPresent(
            details -> {
              try (details) {
                lacks.addAll(lacks(details));
              }
            });
    return new Ability(true, SEES, lacks);
  }

  private static List<Lack> lacks(ProcessDetails own) {
    List<Lack> lacks = new ArrayList<>();
    if (own.commandLine().isEmpty()) {
      lacks.add(
          new Lack(
              own.commandLineInMemory().isPresent()
                  ? "command lines of processes whose memory can't be read"
                  : "command lines",
              "use Windows 8.1 or later (NtQueryInformationProcess, class 60)"));
    }
    if (own.executable().isEmpty()) {
      lacks.add(new Lack("paths of programs", "use a Windows with QueryFullProcessImageName"));
    }
    if (own.token().isEmpty()) {
      lacks.add(new Lack("users of processes", "use a Windows that tells what tokens hold"));
    }
    return lacks;
  }

  @Override
  public Ability start(Lane lane) throws IOException {
    Ability ability = probe();
    if (!ability.works()) {
      throw new IOException(ability.detail());
    }
    this.lane = lane;
    return ability;
  }

  @Override
  public void decode(Message message, Findings findings) {}

  @Override
  public void tick(Findings findings) {
    if (pace.isDue()) {
      pace.run(() -> look(findings));
    }
  }

  private void look(Findings findings) {
    Map<Long, SystemProcess> now;
    try {
      now = processes();
    } catch (IOException e) {
      lost(e);
      return;
    }
    Instant time = clock.instant();
    if (first) {
      first = false;
      parentsFirst(now)
          .forEach(p -> findings.record(facts.state(time, "process_start", of(p, now))));
    } else {
      compare(now, time, findings);
    }
    before = now;
    compareLists(now, time, findings);
  }

  /** An end goes before the start of another process of the same number. */
  private void compare(Map<Long, SystemProcess> now, Instant time, Findings findings) {
    before.forEach(
        (pid, process) -> {
          if (!isSame(process, now.get(pid))) {
            findings.record(facts.event(time, "process_end", identity(process)));
          }
        });
    for (SystemProcess process : parentsFirst(now)) {
      if (!isSame(process, before.get(process.pid()))) {
        findings.record(
            facts.event(process.start().orElse(time), "process_start", of(process, now)));
      }
    }
  }

  private static boolean isSame(SystemProcess process, @Nullable SystemProcess other) {
    return other != null && process.start().equals(other.start());
  }

  private void compareLists(Map<Long, SystemProcess> now, Instant time, Findings findings) {
    Map<Long, String> toolhelp;
    try {
      toolhelp = ProcessList.toolhelp();
    } catch (IOException e) {
      lost(e);
      return;
    }
    toolhelp.remove(0L);
    onlyInSystem
        .missing(now.keySet(), toolhelp.keySet())
        .forEach(pid -> tellHidden(pid, now.get(pid), "Toolhelp", time, findings));
    onlyInToolhelp
        .missing(toolhelp.keySet(), now.keySet())
        .forEach(pid -> tellHidden(pid, null, "NtQuerySystemInformation", time, findings));
  }

  private void tellHidden(
      long pid, @Nullable SystemProcess process, String lacking, Instant time, Findings findings) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("process.pid", Long.toString(pid));
    if (process != null) {
      values.putAll(identity(process));
    }
    values.put("tags", "hidden_process");
    values.put("message", lacking + " does not tell of process " + pid + ", which is there");
    findings.record(facts.event(time, "process_tampering", values));
  }

  private static Map<String, String> identity(SystemProcess process) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("process.pid", Long.toString(process.pid()));
    process.start().ifPresent(start -> values.put("process.start", start.toString()));
    if (!process.name().isEmpty()) {
      values.put("process.name", process.name());
    }
    return values;
  }

  private static Map<String, String> of(SystemProcess process, Map<Long, SystemProcess> all) {
    SystemProcess parent = all.get(process.parentPid());
    boolean younger =
        parent != null
            && parent.start().isPresent()
            && process.start().filter(s -> s.isBefore(parent.start().get())).isPresent();
    return ProcessValues.of(process, process.parentPid() != 0 && !younger);
  }

  private static List<SystemProcess> parentsFirst(Map<Long, SystemProcess> all) {
    return all.values().stream()
        .sorted((a, b) -> a.start().orElse(Instant.MIN).compareTo(b.start().orElse(Instant.MIN)))
        .toList();
  }

  /** By pid, without the idle process. */
  private static Map<Long, SystemProcess> processes() throws IOException {
    ProcessList.Raw raw = ProcessList.system();
    try {
      Map<Long, SystemProcess> all =
          SystemProcess.list(raw.bytes(), raw.address()).stream()
              .filter(p -> p.pid() != 0)
              .collect(Collectors.toMap(SystemProcess::pid, p -> p, (a, b) -> b));
      return new HashMap<>(all);
    } catch (DecodeException e) {
      throw new IOException("the list of processes can't be understood: " + e.getMessage(), e);
    }
  }

  private void lost(IOException reason) {
    if (lane != null) {
      lane.lost(String.valueOf(reason.getMessage()), 1);
    }
  }

  @Override
  public void stop() {}
}
