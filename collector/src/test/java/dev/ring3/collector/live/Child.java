package dev.ring3.collector.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A process that the test talks to; it is ended after a minute, so that no wait for it is longer.
 */
final class Child implements AutoCloseable {
  private static final Executor IN_A_MINUTE =
      CompletableFuture.delayedExecutor(1, TimeUnit.MINUTES);

  private final Process process;
  private final BufferedReader out;

  private Child(Process process) {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
    IN_A_MINUTE.execute(process::destroyForcibly);
  }

  static Child start(List<String> command) throws IOException {
    return new Child(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  static Child python(String program) throws IOException {
    return start(List.of("/usr/bin/python3", "-c", program));
  }

  static Child collecting(Path data) throws IOException {
    return start(java(data, classPath()));
  }

  static String classPath() {
    return System.getProperty(
        "surefire.test.class.path", System.getProperty("java.class.path", ""));
  }

  static List<String> java(Path data, String classPath) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        classPath,
        Collect.class.getName(),
        data.toString());
  }

  static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).start();
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue());
  }

  /** The next line with that text; fails with what came if there is none. */
  String awaitLine(String text) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.contains(text)) {
        return line;
      }
      all.append(line).append('\n');
    }
    throw new AssertionError("no line with " + text + " in\n" + all);
  }

  /** The lines with these texts, which may come in any order, in the order of the texts. */
  List<String> awaitLines(List<String> texts) throws IOException {
    Map<String, String> found = new LinkedHashMap<>();
    texts.forEach(text -> found.put(text, ""));
    StringBuilder all = new StringBuilder();
    while (found.containsValue("")) {
      String line = out.readLine();
      if (line == null) {
        throw new AssertionError("not all of " + found + " in\n" + all);
      }
      all.append(line).append('\n');
      found.replaceAll((text, before) -> before.isEmpty() && line.contains(text) ? line : before);
    }
    return List.copyOf(found.values());
  }

  void endInput() throws IOException {
    process.getOutputStream().close();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
  }

  void awaitEnd() throws InterruptedException {
    assertTrue(process.waitFor(10, TimeUnit.SECONDS));
  }

  long pid() {
    return process.pid();
  }

  /** Another user may not read where the build keeps its jars. */
  static void copyJars(Path folder) throws Exception {
    Path jars = Files.createDirectory(folder.resolve("jars"));
    Path classes = Files.createDirectory(folder.resolve("classes"));
    for (String entry : classPath().split(File.pathSeparator, -1)) {
      Path from = Path.of(entry).toAbsolutePath();
      if (entry.isBlank()) {
        continue;
      }
      if (Files.isDirectory(from)) {
        run("/bin/cp", "-r", from + "/.", classes.toString());
      } else if (Files.exists(from)) {
        Files.copy(from, jars.resolve(from.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    run("/bin/chmod", "-R", "a+rX", jars.toString(), classes.toString());
  }
}
