package dev.ring3.collector.sensor;

import java.time.Instant;

/** A turn in a process's life, as the kernel tells it by pid. */
public sealed interface ProcessNotice {
  long pid();

  /** When, by the clock on the wall. */
  Instant time();

  /**
   * A process was made.
   *
   * @param sinceBoot nanoseconds from boot to its start
   */
  record Forked(long pid, long parentPid, Instant time, long sinceBoot) implements ProcessNotice {}

  /** It runs another program now. */
  record Executed(long pid, Instant time) implements ProcessNotice {}

  /**
   * It ended.
   *
   * @param exitCode what it returned, 0 to 255
   * @param signal the signal that ended it; 0 if none did
   */
  record Exited(long pid, Instant time, int exitCode, int signal) implements ProcessNotice {}
}
