package dev.ring3.search.index.live;

import dev.ring3.collector.files.OwnerOnly;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The folders of the slices, named after the time when they were started. */
final class SliceFolders {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String DOOMED = ".deleted-";

  private final Path root;

  /**
   * @param data the data directory
   */
  SliceFolders(Path data) {
    root = data.resolve(LiveReaders.NAME);
  }

  Path root() {
    return root;
  }

  /** All slices, oldest first. */
  List<Path> all() throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, Files::isDirectory)) {
      for (Path folder : folders) {
        if (isSlice(folder)) {
          found.add(folder);
        }
      }
    }
    found.sort(Comparator.comparing(folder -> String.valueOf(folder.getFileName())));
    return found;
  }

  private static boolean isSlice(Path folder) {
    try {
      started(folder);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  /** When a slice was started. */
  static Instant started(Path folder) {
    return NAME.parse(String.valueOf(folder.getFileName()), Instant::from);
  }

  /** Creates the folder of a new slice, which sorts behind all others whatever the clock says. */
  Path create(Instant now) throws IOException {
    OwnerOnly.createFolder(root);
    List<Path> before = all();
    Instant start = now;
    if (!before.isEmpty() && !started(before.getLast()).isBefore(now)) {
      start = started(before.getLast()).plusMillis(1);
    }
    Path folder = root.resolve(NAME.format(start));
    OwnerOnly.createFolder(folder);
    return folder;
  }

  /** Deletes a slice at once from all views, and then its files. */
  void delete(Path folder) throws IOException {
    Path doomed = root.resolve(DOOMED + folder.getFileName());
    Files.move(folder, doomed);
    sweep();
  }

  /** Deletes what an earlier deletion left, as files that were still open on Windows. */
  void sweep() throws IOException {
    if (!Files.isDirectory(root)) {
      return;
    }
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(root, DOOMED + "*")) {
      for (Path leftover : leftovers) {
        try (Stream<Path> files = Files.walk(leftover)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.deleteIfExists(file);
          }
        }
      }
    }
  }

  /** Bytes of a folder's files; those that a merge deletes meanwhile do not count. */
  static long bytes(Path folder) throws IOException {
    long sum = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        sum += size(file);
      }
    } catch (NoSuchFileException e) {
      return 0;
    }
    return sum;
  }

  private static long size(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }
}
