package dev.ring3.collector.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A service that a test adds to this Windows. Its program is one that Windows brings, and that runs
 * as a service under any name until it is stopped. Whoever makes it closes it, which deletes it.
 */
public final class ExampleService implements AutoCloseable {
  public static final String COMMAND = "C:\\windows\\system32\\msiexec.exe /V";

  private static final int STARTS = 3;

  private final String name;
  private boolean deleted;

  private ExampleService(String name) {
    this.name = name;
  }

  /** One that is started on demand, and does not run. */
  public static ExampleService create(String word) throws IOException, InterruptedException {
    String name = "ring3" + word.toLowerCase(Locale.ROOT) + ProcessHandle.current().pid();
    control("create", name, "binPath=", COMMAND, "start=", "demand");
    return new ExampleService(name);
  }

  public String name() {
    return name;
  }

  public void start() throws IOException, InterruptedException {
    control("start", name);
  }

  public void stop() throws IOException, InterruptedException {
    control("stop", name);
  }

  /** Asks for it to be deleted, which happens once nobody holds it open. */
  public void delete() throws IOException, InterruptedException {
    control("delete", name);
    deleted = true;
  }

  private static void control(String... words) throws IOException, InterruptedException {
    String[] command = new String[words.length + 1];
    command[0] = "sc.exe";
    System.arraycopy(words, 0, command, 1, words.length);
    int code = run(command);
    if (code != 0) {
      throw new IOException(String.join(" ", command) + " failed (" + code + ")");
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    Process process = started(command);
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new IOException(String.join(" ", command) + " does not end: " + said);
    }
    return process.exitValue();
  }

  /** Wine starts no program now and then while the machine is busy (error 1359). */
  private static Process started(String... command) throws IOException, InterruptedException {
    ProcessBuilder program = new ProcessBuilder(command).redirectErrorStream(true);
    for (int tries = 1; ; tries++) {
      try {
        return program.start();
      } catch (IOException e) {
        if (tries == STARTS) {
          throw e;
        }
        Thread.sleep(1_000);
      }
    }
  }

  /** Stops and deletes it, if that was not done. */
  @Override
  public void close() throws IOException {
    if (deleted) {
      return;
    }
    try {
      run("sc.exe", "stop", name); // which fails if it does not run
      delete();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
