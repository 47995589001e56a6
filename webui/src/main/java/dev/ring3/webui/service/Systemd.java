package dev.ring3.webui.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** systemd's own command, {@code systemctl}. */
final class Systemd {
  private static final long PATIENCE_SECONDS = 120;

  private final Scope scope;

  Systemd(Scope scope) {
    this.scope = scope;
  }

  /**
   * What a call said.
   *
   * @param exit the command's exit code
   */
  record Answer(int exit, String text) {}

  /** Whether systemd runs this host (sd_booted(3)). */
  static boolean runsHere() {
    return Files.isDirectory(Path.of("/run/systemd/system"));
  }

  /** Where units of the scope are. */
  Path folder() {
    return switch (scope) {
      case SYSTEM -> Path.of("/etc/systemd/system");
      case USER -> configuration().resolve("systemd").resolve("user");
    };
  }

  private static Path configuration() {
    String given = System.getenv("XDG_CONFIG_HOME");
    return given == null || given.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".config")
        : Path.of(given);
  }

  /**
   * Calls systemctl.
   *
   * @throws ServiceException if it fails
   */
  void call(String... words) throws ServiceException {
    Answer answer = ask(words);
    if (answer.exit() != 0) {
      throw new ServiceException(
          "systemctl "
              + String.join(" ", words)
              + " failed ("
              + answer.exit()
              + "): "
              + answer.text().strip());
    }
  }

  /** Calls systemctl, whatever it answers. */
  Answer ask(String... words) throws ServiceException {
    List<String> command = new ArrayList<>(List.of("systemctl", "--no-pager"));
    if (scope == Scope.USER) {
      command.add("--user");
    }
    command.addAll(List.of(words));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new ServiceException(
            "systemctl did not answer within " + PATIENCE_SECONDS + " s: look at systemctl status");
      }
      return new Answer(process.exitValue(), text);
    } catch (IOException e) {
      throw new ServiceException("systemctl cannot be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceException("interrupted while systemctl ran");
    }
  }
}
