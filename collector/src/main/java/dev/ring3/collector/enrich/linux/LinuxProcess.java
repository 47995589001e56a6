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
  final List<String> ancestorIds;
  final List<String> ancestorNames;
  final @Nullable Parent parent;

  @Nullable String executable;
  @Nullable String name;
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

  /** The parent at the time of the fork. */
  record Parent(
      String entityId,
      long pid,
      @Nullable String name,
      @Nullable String executable,
      @Nullable String commandLine) {}

  LinuxProcess(long pid, Instant start, String entityId, @Nullable LinuxProcess parent) {
    this.pid = pid;
    this.start = start;
    this.entityId = entityId;
    if (parent == null) {
      this.parent = null;
      this.ancestorIds = List.of();
      this.ancestorNames = List.of();
      return;
    }
    this.parent =
        new Parent(parent.entityId, parent.pid, parent.name, parent.executable, parent.commandLine);
    this.ancestorIds = prepend(parent.entityId, parent.ancestorIds);
    this.ancestorNames = prepend(parent.name == null ? "?" : parent.name, parent.ancestorNames);
  }

  /** A fork runs what its parent runs. */
  void inherit(LinuxProcess from) {
    executable = from.executable;
    name = from.name;
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
