package dev.ring3.search.ingest;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files that a user means by paths, folders and patterns. Folders are gone through to any
 * depth; files come sorted, each once. {@code *}, {@code ?}, {@code **} and {@code {a,b}} in a path
 * that does not exist make it a pattern, for shells that do not expand them.
 */
public final class ImportPaths {
  /**
   * What was found.
   *
   * @param files to import, in order
   * @param problems one line for each path that gives no file
   */
  public record Found(List<ImportFile> files, List<String> problems) {
    public Found {
      files = List.copyOf(files);
      problems = List.copyOf(problems);
    }
  }

  private final Set<Path> files = new LinkedHashSet<>();
  private final List<String> problems = new ArrayList<>();

  private ImportPaths() {}

  /** Looks up what the user named. */
  public static Found find(List<String> named) {
    ImportPaths paths = new ImportPaths();
    named.forEach(paths::add);
    return new Found(
        paths.files.stream().map(f -> new ImportFile(f, f.toString())).toList(), paths.problems);
  }

  private void add(String named) {
    try {
      Path path = Path.of(named);
      if (Files.isRegularFile(path)) {
        files.add(path);
      } else if (Files.isDirectory(path)) {
        addAll(named, path, file -> true);
      } else if (Files.exists(path)) {
        problems.add(named + ": neither a file nor a folder");
      } else {
        addPattern(named);
      }
    } catch (InvalidPathException e) {
      addPattern(named);
    }
  }

  private void addPattern(String named) {
    int special = firstSpecial(named);
    if (special < 0) {
      problems.add(named + ": there is no such file");
      return;
    }
    int slash = Math.max(named.lastIndexOf('/', special), named.lastIndexOf('\\', special));
    Path folder = Path.of(slash < 0 ? "." : named.substring(0, slash + 1));
    String pattern = named.substring(slash + 1).replace('\\', '/');
    if (!Files.isDirectory(folder)) {
      problems.add(named + ": there is no folder " + folder);
      return;
    }
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    addAll(named, folder, file -> matcher.matches(folder.relativize(file)));
  }

  private static int firstSpecial(String named) {
    for (int i = 0; i < named.length(); i++) {
      if ("*?{[".indexOf(named.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private void addAll(String named, Path folder, PathMatcher wanted) {
    Set<Path> found = new TreeSet<>();
    try {
      Files.walkFileTree(
          folder,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          Integer.MAX_VALUE,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile() && wanted.matches(file)) {
                found.add(folder.equals(Path.of(".")) ? folder.relativize(file) : file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              problems.add(file + ": " + e.getMessage());
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      problems.add(folder + ": " + e.getMessage());
    }
    if (found.isEmpty()) {
      problems.add(named + ": no file found there");
    }
    files.addAll(found);
  }
}
