package dev.ring3.webui.testing;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import picocli.CommandLine;

/** The built program, installed on this host by its own command, and what its commands say. */
public final class InstalledRing3 {
  private InstalledRing3() {}

  /** What a command said. */
  public record Said(int exit, String text) {}

  /**
   * Runs a command in this process.
   *
   * @param line of {@code ring3}, fresh
   */
  public static Said command(CommandLine line, String... words) {
    StringWriter text = new StringWriter();
    line.setOut(new PrintWriter(text, true));
    line.setErr(new PrintWriter(text, true));
    int exit = line.execute(words);
    return new Said(exit, text.toString());
  }

  /** Skips the test, aloud, where somebody has installed Ring3: it would be taken away. */
  public static void needNone(boolean isThere) {
    if (isThere) {
      System.out.println("skipped: Ring3 is installed here: uninstall it, or use another Windows");
    }
    Assumptions.assumeFalse(isThere, "Ring3 is installed here: uninstall it first");
  }

  /** Installs and starts it, by a process of its own; answers what that printed. */
  public static String install(Path data, String... more) throws IOException, InterruptedException {
    List<String> words =
        new ArrayList<>(
            List.of("service", "install", "--data", data.toString(), "--port", "" + freePort()));
    words.addAll(List.of(more));
    try (Ring3Process install = Ring3Process.start(words.toArray(String[]::new))) {
      if (install.exit() != 0) {
        throw new AssertionError("install failed: " + install.output());
      }
      return install.output();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The link to log in, once the page is up. */
  public static URI link(Path data) throws IOException, InterruptedException {
    Path file = data.resolve("login-link");
    Instant patience = Instant.now().plusSeconds(90);
    while (!Files.exists(file)) {
      if (Instant.now().isAfter(patience)) {
        throw new AssertionError("the page is not up: " + said(data));
      }
      Thread.sleep(200);
    }
    return URI.create(Files.readString(file).strip());
  }

  private static String said(Path data) throws IOException {
    Path log = data.resolve("logon.log");
    return Files.exists(log) ? Files.readString(log) : "no " + log;
  }
}
