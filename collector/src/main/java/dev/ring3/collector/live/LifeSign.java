package dev.ring3.collector.live;

import dev.ring3.collector.files.OwnerOnly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * The file {@code alive} of the data directory: its time says until when a collection went on, its
 * content whether it ended in order. So the next one can tell the time in between. For one thread.
 */
final class LifeSign {
  /** Longer than any file of ours. */
  private static final long MOST_BYTES = 64;

  private static final String RUNNING = "running";
  private static final String STOPPED = "stopped";

  private final Path file;
  private final Clock clock;

  LifeSign(Path dataDirectory, Clock clock) {
    this.file = dataDirectory.resolve("alive");
    this.clock = clock;
  }

  /**
   * The time when nothing was collected.
   *
   * @param from until then the last collection went on, to a few seconds
   * @param killed whether it did not end in order, so that what it had last may be lost
   */
  record Gap(Instant from, Instant to, boolean killed) {}

  /** Marks the begin, and answers what was before; empty at the first time. */
  Optional<Gap> begin() throws IOException {
    Optional<Gap> gap = Optional.empty();
    if (Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES) {
      Instant last = Files.getLastModifiedTime(file).toInstant();
      boolean killed = !Files.readString(file, StandardCharsets.UTF_8).equals(STOPPED);
      gap = Optional.of(new Gap(last, clock.instant(), killed));
    }
    write(RUNNING);
    return gap;
  }

  /** It goes on. */
  void renew() throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
  }

  /** It ends in order. */
  void end() throws IOException {
    write(STOPPED);
  }

  private void write(String state) throws IOException {
    OwnerOnly.write(file, state);
    renew();
  }
}
