package dev.ring3.webui.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What procrun writes: a file a day for itself, for standard output, and for standard error, and it
 * deletes none. At each start only the newest {@link #MOST_FILES} stay, of {@link #MOST_BYTES}
 * together.
 */
public final class ServiceLogs {
  static final int MOST_FILES = 30;
  static final long MOST_BYTES = 16L << 20;

  /** Files in the folder that are looked at. */
  private static final int MOST_LISTED = 100_000;

  private ServiceLogs() {}

  private record Log(Path file, FileTime changed, long bytes) {
    static Log of(Path file) {
      try {
        return new Log(file, Files.getLastModifiedTime(file), Files.size(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Deletes the oldest files of the folder, if there is one; the newest stays whatever its size.
   */
  public static void tidy(Path data) throws IOException {
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
      if (i > 0 && (i >= MOST_FILES || bytes > MOST_BYTES)) {
        Files.deleteIfExists(newestFirst.get(i).file());
      }
    }
  }
}
