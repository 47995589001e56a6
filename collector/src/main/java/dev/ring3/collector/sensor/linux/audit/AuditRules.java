package dev.ring3.collector.sensor.linux.audit;

import dev.ring3.collector.audit.Architecture;
import dev.ring3.collector.decode.AuditRule;
import dev.ring3.collector.decode.AuditRule.Condition;
import dev.ring3.collector.decode.AuditRule.Item;
import dev.ring3.collector.sensor.WatchedPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The rules that Ring3 asks the audit system to record by. Each carries {@link #KEY}. */
public final class AuditRules {
  /** Marks a rule as ours, so that it can be found and removed. */
  public static final String KEY = "ring3-live";

  /** Block devices that are watched. */
  public static final int MAX_DEVICES = 64;

  private static final int PROCESS_TITLE = 1327;
  private static final Condition SUCCEEDED = new Condition.Equals(Item.SUCCESS, 1);
  private static final Condition IPV4 = new Condition.Equals(Item.ADDRESS_FAMILY, 2);
  private static final Condition IPV6 = new Condition.Equals(Item.ADDRESS_FAMILY, 10);

  /**
   * What is recorded of system calls.
   *
   * @param what people call it
   * @param calls names; those that a machine does not have are left out
   * @param conditions besides the machine
   */
  private record Wish(String what, Set<String> calls, List<Condition> conditions) {}

  private static final List<Wish> WISHES =
      List.of(
          new Wish("started programs", Set.of("execve", "execveat"), List.of(SUCCEEDED)),
          new Wish("connections", Set.of("connect"), List.of(IPV4)),
          new Wish("connections (IPv6)", Set.of("connect"), List.of(IPV6)),
          new Wish("accepted connections", Set.of("accept", "accept4"), List.of(SUCCEEDED)),
          new Wish("bound sockets", Set.of("bind"), List.of(IPV4)),
          new Wish("bound sockets (IPv6)", Set.of("bind"), List.of(IPV6)),
          new Wish("listening sockets", Set.of("listen"), List.of(SUCCEEDED)),
          tracing(4),
          tracing(5),
          tracing(13),
          tracing(16),
          tracing(0x4205),
          tracing(0x4206),
          new Wish(
              "memory of other processes",
              Set.of("process_vm_readv", "process_vm_writev"),
              List.of()),
          new Wish(
              "loaded eBPF programs",
              Set.of("bpf"),
              List.of(new Condition.Equals(Item.ARGUMENT_0, 5))),
          new Wish(
              "kernel modules", Set.of("init_module", "finit_module", "delete_module"), List.of()),
          new Wish(
              "changes of user",
              Set.of("setuid", "setreuid", "setresuid", "setgid", "setregid", "setresgid"),
              List.of(SUCCEEDED)),
          new Wish(
              "io_uring, whose requests go past the rules for calls",
              Set.of("io_uring_setup"),
              List.of(SUCCEEDED)),
          new Wish("mounts", Set.of("mount", "umount2"), List.of()),
          new Wish("files in memory", Set.of("memfd_create"), List.of(SUCCEEDED)));

  private AuditRules() {}

  /** A rule and what it is for. */
  public record Purpose(String what, AuditRule rule) {}

  private static Wish tracing(int request) {
    return new Wish(
        "traced processes",
        Set.of("ptrace"),
        List.of(new Condition.Equals(Item.ARGUMENT_0, request)));
  }

  /** Keeps the audit system from recording what a process does. */
  public static AuditRule exclusion(long pid) {
    return new AuditRule(
        AuditRule.AT_EXIT,
        true,
        false,
        Set.of(),
        List.of(new Condition.Equals(Item.PID, (int) pid), new Condition.Text(Item.KEY, KEY)));
  }

  /**
   * Spares the titles of processes, an eighth of the records of a started program: its arguments
   * are in a record of their own, and others' are known. Only for who takes the records alone.
   */
  public static AuditRule noTitles() {
    return new AuditRule(
        AuditRule.LEFT_OUT,
        false,
        true,
        Set.of(),
        List.of(
            new Condition.Equals(Item.RECORD_TYPE, PROCESS_TITLE),
            new Condition.Text(Item.KEY, KEY)));
  }

  /** Rules for the calls of programs of that machine type. */
  public static List<Purpose> calls(Architecture machine) {
    List<Purpose> rules = new ArrayList<>();
    for (Wish wish : WISHES) {
      Set<Integer> numbers = new TreeSet<>();
      wish.calls().forEach(c -> machine.syscall(c).ifPresent(numbers::add));
      if (!numbers.isEmpty()) {
        List<Condition> conditions = new ArrayList<>();
        conditions.add(new Condition.Equals(Item.ARCH, machine.code()));
        conditions.addAll(wish.conditions());
        rules.add(new Purpose(wish.what(), AuditRule.always(numbers, conditions, KEY)));
      }
    }
    return rules;
  }

  /** The block devices that are there now, at most {@link #MAX_DEVICES}, as watched paths. */
  public static List<WatchedPath> blockDevices() {
    try (Stream<Path> names = Files.list(Path.of("/sys/class/block"))) {
      return names
          .map(name -> "/dev/" + name.getFileName())
          .sorted()
          .limit(MAX_DEVICES)
          .map(path -> new WatchedPath(path, WatchedPath.Access.READ_OR_WRITE))
          .toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  /** A rule for each watched path that exists. */
  public static List<Purpose> watches(List<WatchedPath> watched) {
    List<Purpose> rules = new ArrayList<>();
    for (WatchedPath path : watched) {
      Path file = Path.of(path.path());
      if (!Files.exists(file)) {
        continue;
      }
      int access =
          switch (path.access()) {
            case WRITE -> 2 | 8;
            case READ_OR_WRITE -> 2 | 4 | 8;
          };
      Item item = Files.isDirectory(file) ? Item.FOLDER : Item.WATCH;
      List<Condition> conditions =
          List.of(
              new Condition.Text(item, path.path()), new Condition.Equals(Item.PERMISSION, access));
      rules.add(
          new Purpose("opening of " + path.path(), AuditRule.always(Set.of(), conditions, KEY)));
    }
    return rules;
  }
}
