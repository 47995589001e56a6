package dev.ring3.search.ingest;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What an import did.
 *
 * @param events written to the case
 * @param alerts that the rules raised on them
 * @param files of which something was read
 * @param records read; those that only complete another event give no event of their own
 * @param damaged places that could not be read
 * @param skipped files of which nothing was taken: unknown format, unreadable, imported before
 * @param known of the skipped ones, those that had been imported before
 * @param elapsed from start to end
 * @param problems what was damaged or skipped, one line each, at most {@link #MAX_PROBLEMS}
 */
public record ImportReport(
    long events,
    long alerts,
    int files,
    long records,
    long damaged,
    int skipped,
    int known,
    Duration elapsed,
    List<String> problems) {
  /** Lines of problems that are kept; further ones are only counted. */
  public static final int MAX_PROBLEMS = 1_000;

  public ImportReport {
    Objects.requireNonNull(elapsed);
    problems = List.copyOf(problems);
  }

  /** Whether there was nothing to read in any of the files. */
  public boolean nothingRead() {
    return records == 0 && known == 0;
  }

  /** The line that an import ends with. */
  public String summary() {
    return String.format(
        Locale.ROOT,
        "imported %d events%s from %d files (%d records read, %d damaged, %d files skipped)"
            + " in %.1f s",
        events,
        alerts == 0 ? "" : " and " + alerts + " alerts",
        files,
        records,
        damaged,
        skipped,
        elapsed.toNanos() / 1e9);
  }
}
