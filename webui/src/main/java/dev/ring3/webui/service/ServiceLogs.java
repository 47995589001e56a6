package dev.ring3.webui.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What procrun writes: a file a day for itself, for standard output, and for standard error, and it
 * deletes none. At the start and every {@link #TIDY_EVERY} only the newest {@link #MOST_FILES}
 * stay, of {@link #MOST_BYTES} together. A file that procrun writes to, and so cannot be deleted,
 * is emptied instead: procrun appends.
 */
public final class ServiceLogs implements AutoCloseable {
  static final int MOST_FILES = 30;
  static final long MOST_BYTES = 16L << 20;

  /** Files in the folder that are looked at. */
  private static final int MOST_LISTED = 100_000;

  static final Duration TIDY_EVERY = Duration.ofHours(1);

  private final ScheduledExecutorService chores =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "ring3-logs");
            thread.setDaemon(true);
            return thread;
          });

  private ServiceLogs() {}

  /**
   * Keeps them tidy until it is closed.
   *
   * @param problem is told why they could not be tidied
   */
  public static ServiceLogs keepTidy(Path data, Consumer<String> problem) {
    return keepTidy(data, TIDY_EVERY, problem);
  }

  static ServiceLogs keepTidy(Path data, Duration every, Consumer<String> problem) {
    ServiceLogs kept = new ServiceLogs();
    ScheduledFuture<?> unused =
        kept.chores.scheduleWithFixedDelay(
            () -> {
              try {
                tidy(data);
              } catch (IOException | RuntimeException e) {
                problem.accept("the service's logs can't be tidied: " + e.getMessage());
              }
            },
            0,
            every.toMillis(),
            TimeUnit.MILLISECONDS);
    return kept;
  }

  /** Leaves them as they are from now on; waits for what is being tidied. */
  @Override
  public void close() {
    chores.close();
  }

  private record Log(Path file, FileTime changed, long bytes) {
    static Log of(Path file) {
      try {
        return new Log(file, Files.getLastModifiedTime(file), Files.size(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Deletes or empties the oldest files of the folder, if there is one. */
  static void tidy(Path data) throws IOException {
    Path folder = data.resolve(Procrun.LOGS);
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Log> newestFirst;
    try (Stream<Path> files = Files.list(folder)) {
      newestFirst =
          files
              .filter(Files::isRegularFile)
              .limit(MOST_LISTED)
              .map(Log::of)
              .sorted(Comparator.comparing(Log::changed).reversed())
              .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    long bytes = 0;
    for (int i = 0; i < newestFirst.size(); i++) {
      bytes += newestFirst.get(i).bytes();
      if (i >= MOST_FILES || bytes > MOST_BYTES) {
        remove(newestFirst.get(i), i == 0);
      }
    }
  }

  private static void remove(Log log, boolean isNewest) throws IOException {
    if (!isNewest) {
      try {
        Files.deleteIfExists(log.file());
        return;
      } catch (FileSystemException e) {
        // Windows deletes no file that is written to.
      }
    }
    try (FileChannel file = FileChannel.open(log.file(), StandardOpenOption.WRITE)) {
      file.truncate(0);
    }
    String note = "Ring3 emptied this file, as it had " + log.bytes() + " bytes.";
    Files.writeString(log.file(), note + System.lineSeparator(), StandardOpenOption.APPEND);
  }
}
