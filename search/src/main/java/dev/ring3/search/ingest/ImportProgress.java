package dev.ring3.search.ingest;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far an import is.
 *
 * @param filesDone files that are over, for good or ill
 * @param files all files
 * @param bytesDone bytes of files that are over
 * @param bytes bytes of all files
 * @param records records read
 * @param events events handed to the index
 * @param damaged places that could not be read
 * @param skipped files of which nothing was taken
 * @param current the file being read; null before the first and after the last
 * @param elapsed since the start
 */
public record ImportProgress(
    int filesDone,
    int files,
    long bytesDone,
    long bytes,
    long records,
    long events,
    long damaged,
    int skipped,
    @Nullable String current,
    Duration elapsed) {
  public ImportProgress {
    Objects.requireNonNull(elapsed);
  }

  /** Events a second since the start. */
  public long eventsPerSecond() {
    return Math.round(events * 1e9 / Math.max(1, elapsed.toNanos()));
  }
}
