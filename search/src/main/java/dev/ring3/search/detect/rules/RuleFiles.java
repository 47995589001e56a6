package dev.ring3.search.detect.rules;

import dev.ring3.collector.files.OwnerOnly;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Copies the rule files of a folder or zip file, and nothing else of it. For one copy. */
final class RuleFiles {
  /** Files of one import. */
  static final int MOST_FILES = 50_000;

  /** Bytes of one file. */
  static final int LONGEST_FILE = 4_000_000;

  /** Bytes of one import. */
  static final long MOST_BYTES = 256_000_000;

  private final Path target;
  private int files;
  private long bytes;

  private RuleFiles(Path target) {
    this.target = target.toAbsolutePath().normalize();
  }

  static boolean isRule(Path file) {
    return isRule(file.toString());
  }

  private static boolean isRule(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".yml") || lower.endsWith(".yaml");
  }

  /** Returns how many files there were. Links are not followed. */
  static int copy(Path source, Path target) throws IOException {
    RuleFiles copy = new RuleFiles(target);
    if (Files.isDirectory(source)) {
      copy.folder(source);
    } else if (Files.isRegularFile(source)) {
      copy.zip(source);
    } else {
      throw new RulesException(source + " is neither a folder nor a zip file");
    }
    return copy.files;
  }

  private void folder(Path source) throws IOException {
    List<Path> rules;
    try (Stream<Path> walk = Files.walk(source)) {
      rules = walk.filter(RuleFiles::isRule).filter(f -> !Files.isSymbolicLink(f)).toList();
    }
    for (Path file : rules) {
      if (Files.isRegularFile(file)) {
        try (InputStream in = Files.newInputStream(file)) {
          take(source.relativize(file).toString(), in);
        }
      }
    }
  }

  private void zip(Path source) throws IOException {
    try (ZipFile zip = new ZipFile(source.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (!entry.isDirectory() && isRule(entry.getName())) {
          try (InputStream in = zip.getInputStream(entry)) {
            take(entry.getName(), in);
          }
        }
      }
    }
  }

  private void take(String name, InputStream in) throws IOException {
    if (++files > MOST_FILES) {
      throw new RulesException("more than " + MOST_FILES + " rule files: import parts of them");
    }
    Path place = place(name);
    byte[] content = in.readNBytes(LONGEST_FILE + 1);
    bytes += content.length;
    if (content.length > LONGEST_FILE || bytes > MOST_BYTES) {
      throw new RulesException(name + ": too many bytes for rules");
    }
    OwnerOnly.createFolder(place.getParent() == null ? target : place.getParent());
    OwnerOnly.createFile(place);
    try (OutputStream out = Files.newOutputStream(place)) {
      out.write(content);
    }
  }

  /** The place of a member, which must be below the target whatever its name says. */
  private Path place(String name) {
    try {
      Path place = target.resolve(name.replace('\\', '/')).normalize();
      if (place.startsWith(target) && !place.equals(target)) {
        return place;
      }
    } catch (InvalidPathException e) {
      // told below
    }
    throw new RulesException("'" + name + "' leads out of its archive: do not use it");
  }

  /** Deletes a folder with all that is in it, if it is there. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
