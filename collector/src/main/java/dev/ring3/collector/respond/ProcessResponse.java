package dev.ring3.collector.respond;

import dev.ring3.collector.files.OwnerOnly;
import dev.ring3.collector.respond.dump.Minidump;
import dev.ring3.collector.respond.file.Sha256;
import dev.ring3.collector.respond.process.HeldProcess;
import dev.ring3.collector.respond.process.Processes;
import dev.ring3.collector.respond.process.Processes.Purpose;
import dev.ring3.collector.respond.process.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Plans and does what is done to processes. */
final class ProcessResponse {
  /** How often a tree that grows is looked at again before it is ended. */
  private static final int MAX_ROUNDS = 10;

  private final Processes processes;
  private final Evidence evidence;
  private final List<Path> ownFolders;
  private final Clock clock;

  ProcessResponse(Processes processes, Evidence evidence, List<Path> ownFolders, Clock clock) {
    this.processes = processes;
    this.evidence = evidence;
    this.ownFolders = ownFolders;
    this.clock = clock;
  }

  Plan plan(Action.OnProcess action) throws IOException {
    List<RunningProcess> running = processes.list();
    Target target = action.target();
    Optional<RunningProcess> found =
        running.stream().filter(process -> process.pid() == target.pid()).findFirst();
    if (found.isEmpty()) {
      return refused(action, "there is no process " + target.pid());
    }
    RunningProcess process = found.get();
    if (!target.means(process)) {
      return refused(
          action,
          process.title()
              + process
                  .start()
                  .map(start -> ": is not the one meant: it started at " + start)
                  .orElse(": its start is kept from us: run as administrator"));
    }
    Optional<String> obstacle =
        action instanceof Action.Dump ? processes.whyNoDump() : Optional.empty();
    return obstacle.isPresent() ? refused(action, obstacle.get()) : plan(action, process, running);
  }

  private static Plan refused(Action action, String reason) {
    return new Plan(action, List.of(), List.of(), List.of(reason));
  }

  private Plan plan(Action action, RunningProcess root, List<RunningProcess> running) {
    Protection protection = Protection.over(running, ownFolders);
    Optional<String> reason = protection.reason(root);
    if (reason.isPresent()) {
      return refused(action, root.title() + ": " + reason.get());
    }
    List<RunningProcess> members = new ArrayList<>(List.of(root));
    List<String> refused = new ArrayList<>();
    if (action instanceof Action.TerminateTree) {
      addDescendants(members, refused, running, protection);
    }
    return new Plan(
        action,
        members,
        members.stream().map(member -> action.word() + ' ' + member.title()).toList(),
        refused);
  }

  /**
   * Adds whoever descends from those that are there; what is protected stays, with all below it.
   */
  private static void addDescendants(
      List<RunningProcess> members,
      List<String> refused,
      List<RunningProcess> running,
      Protection protection) {
    Set<Long> seen = new HashSet<>();
    members.forEach(member -> seen.add(member.pid()));
    for (int i = 0; i < members.size(); i++) {
      RunningProcess parent = members.get(i);
      for (RunningProcess child : running) {
        if (child.mayBeChildOf(parent) && seen.add(child.pid())) {
          protection
              .reason(child)
              .ifPresentOrElse(
                  reason -> refused.add(child.title() + ": " + reason), () -> members.add(child));
        }
      }
    }
  }

  Outcome execute(Plan plan, Action.OnProcess action) {
    List<String> done = new ArrayList<>();
    List<String> failed = new ArrayList<>(plan.refused());
    for (RunningProcess process : membersNow(plan, action)) {
      try {
        done.add(execute(action, process));
      } catch (IOException e) {
        failed.add(process.title() + ": " + e.getMessage());
      }
    }
    return new Outcome(done, failed);
  }

  private String execute(Action.OnProcess action, RunningProcess process) throws IOException {
    return switch (action) {
      case Action.Terminate _one -> terminate(process);
      case Action.TerminateTree _all -> terminate(process);
      case Action.Suspend _stop -> suspend(process);
      case Action.Resume _go -> {
        try (HeldProcess held = processes.hold(process, Purpose.RESUME)) {
          held.resume();
        }
        yield "resumed " + process.title();
      }
      case Action.Dump _dump -> dump(process);
    };
  }

  private String terminate(RunningProcess process) throws IOException {
    try (HeldProcess held = processes.hold(process, Purpose.TERMINATE)) {
      held.terminate();
    }
    return "ended " + process.title();
  }

  private String suspend(RunningProcess process) throws IOException {
    try (HeldProcess held = processes.hold(process, Purpose.SUSPEND)) {
      held.suspend();
    }
    return "suspended " + process.title();
  }

  /**
   * Those to act on. A tree is suspended from its root on and looked at again until nothing new is
   * in it, so that none of it starts another before it is ended.
   */
  private List<RunningProcess> membersNow(Plan plan, Action.OnProcess action) {
    if (!(action instanceof Action.TerminateTree)) {
      return plan.processes();
    }
    List<RunningProcess> members = new ArrayList<>(plan.processes());
    int suspended = 0;
    for (int round = 0; round < MAX_ROUNDS && suspended < members.size(); round++) {
      while (suspended < members.size()) {
        suspendQuietly(members.get(suspended++));
      }
      try {
        List<RunningProcess> running = processes.list();
        Protection protection = Protection.over(running, ownFolders);
        addDescendants(members, new ArrayList<>(), running, protection);
      } catch (IOException e) {
        return members;
      }
    }
    return members;
  }

  private void suspendQuietly(RunningProcess process) {
    try {
      suspend(process);
    } catch (IOException e) {
      // It is ended next, and what fails then is told.
      return;
    }
  }

  private String dump(RunningProcess process) throws IOException {
    OwnerOnly.createFolder(evidence.collected());
    String stamp = Evidence.stamp(clock.instant());
    Path file = evidence.collected().resolve("dump-" + process.pid() + '-' + stamp + ".dmp");
    OwnerOnly.createFile(file);
    boolean written = false;
    try (HeldProcess held = processes.hold(process, Purpose.DUMP)) {
      String extent = held.dump(file);
      Minidump dump = Minidump.read(file);
      String hash = Sha256.of(file);
      Path besideIt = file.resolveSibling(file.getFileName() + ".sha256");
      OwnerOnly.write(besideIt, hash + "  " + file.getFileName() + '\n');
      written = true;
      return String.format(
          Locale.ROOT,
          "dumped %s to %s: %s, %d bytes, %d modules, SHA-256 %s",
          process.title(),
          file,
          extent,
          Files.size(file),
          dump.modules().size(),
          hash);
    } finally {
      if (!written) {
        Files.deleteIfExists(file);
      }
    }
  }
}
