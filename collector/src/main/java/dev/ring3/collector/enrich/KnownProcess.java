package dev.ring3.collector.enrich;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a process.
 *
 * @param entityId its {@code process.entity_id}
 * @param start when it started; for one whose start was not seen, when it was first seen
 * @param end when it ended, if it did
 * @param name file name of its program
 * @param executable path of its program
 * @param commandLine its command line
 * @param userName its user
 * @param userDomain its user's domain
 * @param pid its number
 * @param parent the process that started it, if known
 */
record KnownProcess(
    String entityId,
    Instant start,
    @Nullable Instant end,
    @Nullable String name,
    @Nullable String executable,
    @Nullable String commandLine,
    @Nullable String userName,
    @Nullable String userDomain,
    @Nullable Long pid,
    @Nullable Ancestors parent) {

  /**
   * A process as its descendants see it.
   *
   * @param entityIds of the process itself, its parent and so on, nearest first
   * @param names of the same, nearest first
   */
  record Ancestors(
      List<String> entityIds,
      List<String> names,
      @Nullable Long pid,
      @Nullable String executable,
      @Nullable String commandLine) {
    Ancestors {
      entityIds = List.copyOf(entityIds);
      names = List.copyOf(names);
    }
  }

  KnownProcess ended(Instant at) {
    return new KnownProcess(
        entityId, start, at, name, executable, commandLine, userName, userDomain, pid, parent);
  }

  /** Whether this process can have acted at that time, by its start and end. */
  boolean livedAt(Instant time) {
    boolean started = !time.isBefore(start.minusSeconds(ProcessTable.CLOCK_SLACK_SECONDS));
    return started
        && (end == null || !time.isAfter(end.plusSeconds(ProcessTable.CLOCK_SLACK_SECONDS)));
  }

  boolean sameProgram(@Nullable String otherExecutable) {
    return executable != null
        && otherExecutable != null
        && executable.toLowerCase(Locale.ROOT).equals(otherExecutable.toLowerCase(Locale.ROOT));
  }
}
