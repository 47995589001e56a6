package dev.ring3.webui.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The built program as a process of its own, started by the Java that runs the test. */
public final class Ring3Process implements AutoCloseable {
  private final Process process;
  private final List<String> output = new ArrayList<>();

  private Ring3Process(Process process) {
    this.process = process;
    Thread reader = new Thread(this::read, "output of Ring3");
    reader.setDaemon(true);
    reader.start();
  }

  /** The jar that the build made. Skips the test, aloud, where there is none. */
  public static Path jar() {
    Path jar = Path.of(System.getProperty("ring3.root", ".."), "webui", "target", "ring3.jar");
    if (!Files.exists(jar)) {
      System.out.println("skipped: there is no " + jar + ": build the package first");
    }
    Assumptions.assumeTrue(Files.exists(jar), () -> "there is no " + jar);
    return jar.toAbsolutePath().normalize();
  }

  /** The Java that runs the test. */
  public static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** Starts {@code ring3} with these words. */
  public static Ring3Process start(String... words) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                java().toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar().toString()));
    command.addAll(List.of(words));
    return new Ring3Process(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (output) {
          output.add(line);
        }
      }
    } catch (IOException e) {
      synchronized (output) {
        output.add("its output ended: " + e);
      }
    }
  }

  /** What it printed so far. */
  public String output() {
    synchronized (output) {
      return String.join("\n", output);
    }
  }

  /** Its exit code, once it has ended. */
  public int exit() throws InterruptedException {
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      throw new AssertionError("it did not end: " + output());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
