package dev.ring3.collector.respond.network;

import dev.ring3.collector.win32.RegistryEdit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rules of the Windows firewall that block all addresses but the allowed ones, in both directions.
 * A rule that blocks goes before any that allows, so that nobody's rules or policy need changing.
 * They stay over a restart of the host. Where it ends by itself, a task deletes them.
 */
final class WindowsIsolation implements Isolation {
  private static final String NAME = "Ring3 isolation";
  private static final String TASK = "Ring3 release";
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  /** The host itself, also where a filter looks at its own traffic; and who has no address yet. */
  private static final List<Network> OWN =
      List.of(
          Network.parse("0.0.0.0"),
          Network.parse("127.0.0.0/8"),
          Network.parse("255.255.255.255"),
          Network.parse("::"),
          Network.parse("::1"));

  private static final String POLICY =
      "SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy\\";
  private static final List<String> PROFILES =
      List.of("DomainProfile", "StandardProfile", "PublicProfile");

  private final Clock clock;

  WindowsIsolation(Clock clock) {
    this.clock = clock;
  }

  private static String program(String name) {
    String root = System.getenv("SystemRoot");
    return Path.of(root == null ? "C:\\Windows" : root, "System32", name).toString();
  }

  @Override
  public Optional<String> obstacle() {
    try {
      for (String profile : PROFILES) {
        if (RegistryEdit.ofHost().number(POLICY + profile, "EnableFirewall").orElse(1) == 0) {
          return Optional.of(
              "the Windows firewall is off ("
                  + profile
                  + "): switch it on first (netsh advfirewall set allprofiles state on)");
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public List<String> rules(List<Network> allowed, @Nullable Duration until) {
    return commands(allowed, until).stream().map(words -> String.join(" ", words)).toList();
  }

  private List<List<String>> commands(List<Network> allowed, @Nullable Duration until) {
    List<List<String>> commands = new ArrayList<>();
    List<Network> open = new ArrayList<>(OWN);
    open.addAll(allowed);
    List<String> closed = new ArrayList<>(Network.outside(open, true));
    closed.addAll(Network.outside(open, false));
    for (String direction : List.of("in", "out")) {
      commands.add(
          List.of(
              program("netsh.exe"),
              "advfirewall",
              "firewall",
              "add",
              "rule",
              "name=" + NAME,
              "dir=" + direction,
              "action=block",
              "profile=any",
              "protocol=any",
              "remoteip=" + String.join(",", closed)));
    }
    if (until != null) {
      // A task begins at a whole minute: at the next one after the time.
      LocalDateTime end =
          LocalDateTime.ofInstant(
              clock.instant().plus(until).plusSeconds(59), ZoneId.systemDefault());
      commands.add(
          List.of(
              program("schtasks.exe"),
              "/create",
              "/f",
              "/tn",
              TASK,
              "/ru",
              "SYSTEM",
              "/sc",
              "once",
              "/st",
              MINUTE.format(end),
              "/tr",
              "netsh.exe advfirewall firewall delete rule name=\\\"" + NAME + "\\\""));
    }
    return commands;
  }

  @Override
  public boolean isActive() throws IOException {
    return SystemCommand.ask(
                List.of(
                    program("netsh.exe"),
                    "advfirewall",
                    "firewall",
                    "show",
                    "rule",
                    "name=" + NAME),
                "")
            .exit()
        == 0;
  }

  @Override
  public void isolate(List<Network> allowed, @Nullable Duration until) throws IOException {
    release();
    boolean whole = false;
    try {
      List<List<String>> commands = commands(allowed, until);
      // The one that ends it first, so that no isolation is left without.
      for (List<String> command : commands.reversed()) {
        SystemCommand.call(command, "");
      }
      whole = true;
    } finally {
      if (!whole) {
        release();
      }
    }
  }

  @Override
  public void release() throws IOException {
    // Each fails where there is none to delete.
    SystemCommand.ask(
        List.of(program("netsh.exe"), "advfirewall", "firewall", "delete", "rule", "name=" + NAME),
        "");
    SystemCommand.ask(List.of(program("schtasks.exe"), "/delete", "/f", "/tn", TASK), "");
    if (isActive()) {
      throw new IOException("the rules \"" + NAME + "\" are still there: run as administrator");
    }
  }
}
