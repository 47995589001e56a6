package dev.ring3.collector.enrich.linux;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A process as far as it is known; changes as it runs other programs. */
final class LinuxProcess {
  /** Ancestors that are followed. */
  static final int MAX_ANCESTORS = 32;

  final long pid;
  final Instant start;
  final String entityId;
  List<String> ancestorIds = List.of();
  List<String> ancestorNames = List.of();
  @Nullable Parent parent;

  /** The parent until {@link #settle}: what it ran at the fork may still have to be told. */
  private @Nullable LinuxProcess unsettledParent;

  @Nullable String executable;
  @Nullable String name;
  @Nullable String calledName;
  @Nullable String commandLine;
  List<String> arguments = List.of();
  @Nullable String directory;
  @Nullable String uid;
  @Nullable String container;
  @Nullable String controlGroup;

  /** Whether a {@code process_start} told of it, or it was there before Ring3. */
  boolean told;

  /** Programs it ran: as audit said, and as the proc connector said. */
  int auditedPrograms;

  int noticedPrograms;

  boolean ended;

  /** Whether it is a thread of the kernel, or was forked from one and runs no program yet. */
  boolean ofKernel;

  /** The parent at the time of the fork. */
  record Parent(
      String entityId,
      long pid,
      @Nullable String name,
      @Nullable String calledName,
      @Nullable String executable,
      @Nullable String commandLine) {}

  LinuxProcess(long pid, Instant start, String entityId, @Nullable LinuxProcess parent) {
    this.pid = pid;
    this.start = start;
    this.entityId = entityId;
    this.unsettledParent = parent;
    this.ofKernel = parent != null && parent.ofKernel;
  }

  /** Takes over what the parent is now; later changes of it no longer count. */
  void settle() {
    LinuxProcess from = unsettledParent;
    if (from == null) {
      return;
    }
    unsettledParent = null;
    from.settle();
    if (executable == null && name == null) {
      inherit(from);
    }
    parent =
        new Parent(
            from.entityId, from.pid, from.name, from.calledName, from.executable, from.commandLine);
    ancestorIds = prepend(from.entityId, from.ancestorIds);
    ancestorNames = prepend(from.name == null ? "?" : from.name, from.ancestorNames);
  }

  /** A fork runs what its parent runs. */
  private void inherit(LinuxProcess from) {
    executable = from.executable;
    name = from.name;
    calledName = from.calledName;
    commandLine = from.commandLine;
    arguments = from.arguments;
    directory = from.directory;
    uid = from.uid;
    container = from.container;
    controlGroup = from.controlGroup;
  }

  private static List<String> prepend(String first, List<String> rest) {
    List<String> all = new ArrayList<>(Math.min(MAX_ANCESTORS, rest.size() + 1));
    all.add(first);
    all.addAll(rest.subList(0, Math.min(MAX_ANCESTORS - 1, rest.size())));
    return List.copyOf(all);
  }
}
