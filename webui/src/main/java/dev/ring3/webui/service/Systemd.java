package dev.ring3.webui.service;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** systemd's own command, {@code systemctl}. */
final class Systemd {
  private final Scope scope;

  Systemd(Scope scope) {
    this.scope = scope;
  }

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
    Command.call(command(words));
  }

  /** Calls systemctl, whatever it answers. */
  Command ask(String... words) throws ServiceException {
    return Command.ask(command(words));
  }

  private List<String> command(String... words) {
    List<String> command = new ArrayList<>(List.of("systemctl", "--no-pager"));
    if (scope == Scope.USER) {
      command.add("--user");
    }
    command.addAll(List.of(words));
    return command;
  }
}
