package dev.ring3.webui.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a service executes: a Java and Ring3's jar, with its libraries in {@code lib} beside it.
 *
 * @param java the executable
 * @param version of that Java, its feature number
 * @param jar absolute
 */
public record Program(Path java, int version, Path jar) {
  /** Where a system service runs from: nobody but root can change what root executes. */
  public static final Path SYSTEM_FOLDER = Path.of("/usr/local/lib/ring3");

  /** From here on object headers are small on request (JEP 519). */
  private static final int COMPACT_HEADERS = 25;

  public Program {
    Objects.requireNonNull(java);
    Objects.requireNonNull(jar);
  }

  /** This process's own. */
  public static Program current() {
    return new Program(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        Runtime.version().feature(),
        Path.of(System.getProperty("java.class.path")).toAbsolutePath().normalize());
  }

  /** The command line that collects and serves the page over a data directory. */
  List<String> command(Path data, int port) {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.add("-Xmx512m");
    command.add("-Xms48m");
    command.add("-Xmn20m");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:-UsePerfData");
    command.add("-XX:+ExitOnOutOfMemoryError");
    if (version >= COMPACT_HEADERS) {
      command.add("-XX:+UseCompactObjectHeaders");
    }
    command.add("-Djava.io.tmpdir=" + data.resolve("tmp"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-jar");
    command.add(jar.toString());
    command.add("run");
    command.add("--data");
    command.add(data.toString());
    command.add("--port");
    command.add(Integer.toString(port));
    return command;
  }

  /** Copies jar and libraries into a folder, which is replaced, and returns the copy. */
  Program copyTo(Path folder) throws IOException {
    Path next = folder.resolveSibling(folder.getFileName() + ".new");
    delete(next);
    Files.createDirectories(next.resolve("lib"));
    Path target = next.resolve("ring3.jar");
    Files.copy(jar, target);
    Path libraries = Objects.requireNonNull(jar.getParent()).resolve("lib");
    try (Stream<Path> files = Files.list(libraries)) {
      for (Path file : files.toList()) {
        Files.copy(file, next.resolve("lib").resolve(String.valueOf(file.getFileName())));
      }
    }
    delete(folder);
    Files.move(next, folder, StandardCopyOption.ATOMIC_MOVE);
    return new Program(java, version, folder.resolve("ring3.jar"));
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
