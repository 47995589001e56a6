package dev.ring3.webui.service;

import java.io.IOException;
import java.nio.file.DirectoryStream;
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

  /** Windows' part that runs it as a service, in a folder beside the jar. */
  static final String PROCRUN = "procrun";

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
  List<String> command(ServiceSetup setup) {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(flags(setup));
    command.add("-jar");
    command.add(jar.toString());
    command.addAll(words(setup));
    return command;
  }

  /** What the virtual machine is told: above all how much memory it may have. */
  List<String> flags(ServiceSetup setup) {
    List<String> flags = new ArrayList<>();
    flags.add("-Xmx512m");
    flags.add("-Xms48m");
    flags.add("-XX:NewSize=10m");
    flags.add("-XX:MaxNewSize=16m");
    flags.add("-XX:+UseSerialGC");
    flags.add("-XX:MinHeapFreeRatio=10"); // what is not needed is given back
    flags.add("-XX:MaxHeapFreeRatio=25");
    flags.add("-XX:-ShrinkHeapInSteps");
    if (!setup.busy()) {
      flags.add("-XX:TieredStopAtLevel=1"); // compile once, which is slower and takes less memory
    }
    flags.add("-XX:-UsePerfData");
    flags.add("-XX:+ExitOnOutOfMemoryError");
    if (version >= COMPACT_HEADERS) {
      flags.add("-XX:+UseCompactObjectHeaders");
    }
    flags.add("-Djava.io.tmpdir=" + setup.data().resolve("tmp"));
    flags.add("--enable-native-access=ALL-UNNAMED");
    return flags;
  }

  /** What Ring3 is told. */
  static List<String> words(ServiceSetup setup) {
    return List.of(
        "run", "--data", setup.data().toString(), "--port", Integer.toString(setup.port()));
  }

  /** The same where Ring3 itself keeps to its part of the processors. */
  static List<String> limitedWords(ServiceSetup setup) {
    List<String> words = new ArrayList<>(words(setup));
    setup
        .mostCpu()
        .ifPresent(percent -> words.addAll(List.of("--most-cpu", Integer.toString(percent))));
    return words;
  }

  /**
   * Copies the jar and what it needs beside it into a folder, which is replaced, and returns the
   * copy.
   */
  Program copyTo(Path folder) throws IOException {
    Path next = folder.resolveSibling(folder.getFileName() + ".new");
    delete(next);
    Files.createDirectories(next);
    Files.copy(jar, next.resolve("ring3.jar"));
    Path from = Objects.requireNonNull(jar.getParent());
    copyFolder(from.resolve("lib"), next.resolve("lib"));
    if (Files.isDirectory(from.resolve(PROCRUN))) {
      copyFolder(from.resolve(PROCRUN), next.resolve(PROCRUN));
    }
    try (DirectoryStream<Path> bridge = Files.newDirectoryStream(from, "ring3_etw.dll*")) {
      for (Path file : bridge) {
        Files.copy(file, next.resolve(String.valueOf(file.getFileName())));
      }
    }
    delete(folder);
    Files.move(next, folder, StandardCopyOption.ATOMIC_MOVE);
    return new Program(java, version, folder.resolve("ring3.jar"));
  }

  private static void copyFolder(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
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
