package dev.ring3.collector.sensor;

import dev.ring3.collector.files.OwnerOnly;
import dev.ring3.collector.linux.Clocks;
import dev.ring3.collector.linux.SystemCallException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Turns the kernel's times into those on the wall.
 *
 * <p>Start times of processes are told relative to boot, and identify the process: so the time of
 * boot is taken once per boot and kept in the data directory, and stays the same when the clock on
 * the wall is set. Times of events follow the clock on the wall.
 */
public final class BootClock {
  /** A start time's unit: a hundredth of a second, as {@code /proc} has it. */
  private static final long TICK = 10_000_000;

  private final Instant boot;
  private final Clock clock;
  private final long asleep;

  private BootClock(Instant boot, Clock clock, long asleep) {
    this.boot = boot;
    this.clock = clock;
    this.asleep = asleep;
  }

  /**
   * @param file where the time of boot is kept; if it can't be, another start of Ring3 may know the
   *     same process by another identity
   */
  public static BootClock of(Path file, Clock clock) throws IOException {
    long sinceBoot = Clocks.boot();
    long asleep = sinceBoot - Clocks.monotonic();
    String id = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    Instant kept = kept(file, id);
    if (kept.equals(Instant.MIN)) {
      kept = clock.instant().minusNanos(sinceBoot);
      OwnerOnly.write(file, (id + '\n' + kept + '\n').getBytes(StandardCharsets.UTF_8));
    }
    return new BootClock(kept, clock, asleep);
  }

  /** For sensors that are only asked what they could do: keeps nothing. */
  public static BootClock passing(Clock clock) {
    return new BootClock(clock.instant(), clock, 0);
  }

  private static Instant kept(Path file, String id) throws IOException {
    if (!Files.exists(file)) {
      return Instant.MIN;
    }
    String[] lines = Files.readString(file).split("\n", -1);
    try {
      return lines.length == 3 && lines[0].equals(id) ? Instant.parse(lines[1]) : Instant.MIN;
    } catch (java.time.format.DateTimeParseException e) {
      return Instant.MIN;
    }
  }

  /** When something happened that the kernel's monotonic clock tells, in nanoseconds. */
  public Instant wall(long monotonic) throws SystemCallException {
    return clock.instant().minusNanos(Clocks.monotonic() - monotonic);
  }

  /** Nanoseconds from boot to a time of the monotonic clock. */
  public long sinceBoot(long monotonic) {
    return monotonic + asleep;
  }

  /** The start time that identifies a process, cut to the unit that {@code /proc} tells. */
  public Instant start(long sinceBoot) {
    return boot.plusNanos(sinceBoot / TICK * TICK);
  }

  /** The same from {@code /proc/PID/stat}. */
  public Instant startOfTicks(long ticks) {
    return boot.plus(Duration.ofMillis(ticks * 10));
  }
}
