package dev.ring3.collector.respond;

import dev.ring3.collector.respond.network.Connections;
import dev.ring3.collector.respond.network.Isolation;
import dev.ring3.collector.respond.process.Processes;
import dev.ring3.collector.sensor.BootClock;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Plans actions and does them. What it is asked to do is written to the audit log before it is
 * done, and how it ended after; if the log can't be written, nothing is done. For one thread.
 */
public final class Responder {
  private final ProcessResponse onProcesses;
  private final FileResponse onFiles;
  private final NetworkResponse onNetwork;
  private final AuditLog audit;

  /**
   * @param ownFolders files and folders of Ring3, which are protected
   */
  public Responder(
      Processes processes, Evidence evidence, List<Path> ownFolders, AuditLog audit, Clock clock) {
    this.onProcesses = new ProcessResponse(processes, evidence, ownFolders, clock);
    Connections connections = Connections.ofThisHost();
    this.onFiles =
        new FileResponse(evidence, ownFolders, new TriagePackage(processes, connections), clock);
    this.onNetwork = new NetworkResponse(connections, Isolation.ofThisHost(clock));
    this.audit = audit;
  }

  /**
   * For this host.
   *
   * @param data the data directory
   * @param who acts, as the system knows them
   */
  public static Responder ofThisHost(Path data, String who) throws IOException {
    Clock clock = Clock.systemUTC();
    Evidence evidence = Evidence.in(data);
    AuditLog audit = new AuditLog(evidence.audit(), who, clock);
    return new Responder(processesOfThisHost(data), evidence, ownFolders(data), audit, clock);
  }

  /**
   * The processes of this host.
   *
   * @param data where the time of boot is kept, so that events and responses tell the same starts
   */
  public static Processes processesOfThisHost(Path data) throws IOException {
    Clock clock = Clock.systemUTC();
    return Processes.ofThisHost(
        Processes.onWindows()
            ? BootClock.passing(clock)
            : BootClock.of(data.resolve("boot"), clock));
  }

  private static List<Path> ownFolders(Path data) throws IOException {
    List<Path> folders = new ArrayList<>(List.of(data, Path.of(System.getProperty("java.home"))));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!entry.isEmpty()) {
        folders.add(Path.of(entry));
      }
    }
    List<Path> real = new ArrayList<>();
    for (Path folder : folders) {
      real.add(Files.exists(folder) ? folder.toRealPath() : folder.toAbsolutePath());
    }
    return real;
  }

  /** What an action would do now; changes nothing. */
  public Plan plan(Action action) throws IOException {
    return switch (action) {
      case Action.OnProcess on -> onProcesses.plan(on);
      case Action.OnFiles on -> onFiles.plan(on);
      case Action.OnNetwork on -> onNetwork.plan(on);
    };
  }

  /**
   * Does what was planned, as far as it still can be done: what is protected is looked up in the
   * plan, what a process is by its start.
   *
   * @throws IOException if the audit log can't be written; before the action nothing was done
   */
  public Outcome execute(Plan plan) throws IOException {
    if (!plan.isPossible()) {
      audit.refused(plan);
      return new Outcome(List.of(), plan.refused());
    }
    audit.begun(plan);
    Outcome outcome =
        switch (plan.action()) {
          case Action.OnProcess on -> onProcesses.execute(plan, on);
          case Action.OnFiles on -> onFiles.execute(plan, on);
          case Action.OnNetwork on -> onNetwork.execute(plan, on);
        };
    audit.ended(plan, outcome);
    return outcome;
  }
}
