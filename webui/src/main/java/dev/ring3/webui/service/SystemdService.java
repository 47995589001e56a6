package dev.ring3.webui.service;

import dev.ring3.collector.event.EventType;
import dev.ring3.collector.files.OwnerOnly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A unit of systemd. */
final class SystemdService implements HostService {
  private final Scope scope;
  private final Systemd systemd;

  SystemdService(Scope scope) {
    this.scope = scope;
    this.systemd = new Systemd(scope);
  }

  private Path unitFile() {
    return systemd.folder().resolve(Unit.NAME);
  }

  @Override
  public String place() {
    return unitFile().toString();
  }

  @Override
  public String definition(ServiceSetup setup) {
    return unit(setup).text();
  }

  private Unit unit(ServiceSetup setup) {
    Program program = Program.current();
    Program installed =
        scope == Scope.SYSTEM
            ? new Program(
                program.java(), program.version(), Program.SYSTEM_FOLDER.resolve("ring3.jar"))
            : program;
    return new Unit(scope, installed.command(setup), setup.data(), setup.mostCpu());
  }

  @Override
  public List<String> install(ServiceSetup setup) throws ServiceException {
    Path data = setup.data();
    needSystemd();
    try {
      OwnerOnly.createFolder(data);
      OwnerOnly.createFolder(data.resolve("tmp"));
      if (scope == Scope.SYSTEM) {
        Program.current().copyTo(Program.SYSTEM_FOLDER);
      }
      Files.createDirectories(systemd.folder());
      Files.writeString(unitFile(), unit(setup).text(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ServiceException(
          "cannot install: " + e + (scope == Scope.SYSTEM ? ": run as root, or use --user" : ""));
    }
    systemd.call("daemon-reload");
    systemd.call("enable", Unit.NAME);
    return Installation.tell(EventType.AGENT_INSTALL, data, place()).stream().toList();
  }

  @Override
  public void start() throws ServiceException {
    needInstalled();
    systemd.call("start", Unit.NAME);
  }

  @Override
  public void stop() throws ServiceException {
    needInstalled();
    systemd.call("stop", Unit.NAME);
  }

  @Override
  public String status() throws ServiceException {
    needInstalled();
    return systemd.ask("status", "--lines=20", Unit.NAME).text();
  }

  @Override
  public boolean isActive() throws ServiceException {
    return systemd.ask("is-active", "--quiet", Unit.NAME).exit() == 0;
  }

  @Override
  public List<String> uninstall() throws ServiceException {
    needInstalled();
    Optional<Path> data = data();
    systemd.call("disable", "--now", Unit.NAME);
    try {
      Files.deleteIfExists(unitFile());
      if (scope == Scope.SYSTEM) {
        Program.delete(Program.SYSTEM_FOLDER);
      }
    } catch (IOException e) {
      throw new ServiceException("cannot remove all of it: " + e);
    }
    systemd.call("daemon-reload");
    return data.flatMap(to -> Installation.tell(EventType.AGENT_UNINSTALL, to, place())).stream()
        .toList();
  }

  /** Where the installed one keeps its data; empty if an older Ring3 wrote the unit. */
  private Optional<Path> data() throws ServiceException {
    try {
      return Unit.data(Files.readString(unitFile()));
    } catch (IOException e) {
      throw new ServiceException("cannot read " + unitFile() + ": " + e);
    }
  }

  private void needInstalled() throws ServiceException {
    needSystemd();
    if (!Files.exists(unitFile())) {
      throw new ServiceException(
          "no such service: there is no " + unitFile() + ": ring3 service install makes it");
    }
  }

  private static void needSystemd() throws ServiceException {
    if (!Systemd.runsHere()) {
      throw new ServiceException(
          "systemd does not run this host: let your init system start this command, as root to see"
              + " all, and end it with SIGTERM:\n  "
              + String.join(
                  " ",
                  Program.current()
                      .command(
                          new ServiceSetup(
                              Path.of("/var/lib/ring3"), 7333, false, OptionalInt.empty()))));
    }
  }
}
