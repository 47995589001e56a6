package dev.ring3.webui.service;

import dev.ring3.collector.event.EventType;
import dev.ring3.collector.files.OwnerOnly;
import dev.ring3.collector.win32.RegistryEdit;
import dev.ring3.webui.live.Elsewhere;
import dev.ring3.webui.live.SensorReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What Windows starts when a user logs on: for who is no administrator. It has the user's rights,
 * and nobody restarts it before the next logon. Its command is in a file of arguments in the data
 * directory, for the registry's {@code Run} takes 260 characters at most.
 */
final class LogonProgram implements HostService {
  private static final String RUN = "Software\\Microsoft\\Windows\\CurrentVersion\\Run";
  private static final String NAME = "Ring3";
  private static final int LONGEST = 260;
  private static final int STOP_SECONDS = 60;

  /** A report that old is of a process that died, and its number may be another's. */
  private static final Duration STALE = Duration.ofSeconds(30);

  private final Clock clock = Clock.systemUTC();

  private static Path argumentsFile(Path data) {
    return data.resolve("logon.args");
  }

  /** Java without a console window. */
  private static Path java() {
    return Program.current().java().resolveSibling("javaw.exe");
  }

  private static String command(Path data) {
    return '"' + java().toString() + "\" \"@" + argumentsFile(data) + '"';
  }

  @Override
  public String place() {
    return "HKCU\\" + RUN + "\\" + NAME;
  }

  /** The file of arguments (java(1), "argument files"): one in quotation marks a line. */
  @Override
  public String definition(ServiceSetup setup) {
    Program program = Program.current();
    List<String> arguments = new ArrayList<>(program.flags(setup));
    arguments.add(StopRequest.flag());
    arguments.add("-jar");
    arguments.add(program.jar().toString());
    arguments.addAll(Program.limitedWords(setup));
    StringBuilder text = new StringBuilder();
    for (String argument : arguments) {
      text.append('"').append(argument.replace("\\", "\\\\")).append("\"\n");
    }
    return text.toString();
  }

  @Override
  public List<String> install(ServiceSetup setup) throws ServiceException {
    Path data = setup.data();
    String command = command(data);
    if (command.length() > LONGEST) {
      throw new ServiceException(
          "Windows starts no command of more than "
              + LONGEST
              + " characters: give a shorter --data");
    }
    try {
      OwnerOnly.createFolder(data);
      OwnerOnly.createFolder(data.resolve("tmp"));
      OwnerOnly.write(argumentsFile(data), definition(setup));
      RegistryEdit.ofUser().text(RUN, NAME, command);
    } catch (IOException e) {
      throw new ServiceException("cannot install: " + e.getMessage());
    }
    return Installation.tell(EventType.AGENT_INSTALL, data, place()).stream().toList();
  }

  private static Optional<String> registered() throws ServiceException {
    try {
      return RegistryEdit.ofUser().text(RUN, NAME);
    } catch (IOException e) {
      throw new ServiceException(String.valueOf(e.getMessage()));
    }
  }

  /** Where the installed one keeps its data. */
  private static Path data() throws ServiceException {
    String command =
        registered()
            .orElseThrow(
                () ->
                    new ServiceException(
                        "nothing is installed for this user: ring3 service install --user does"));
    int from = command.lastIndexOf("\"@");
    if (from < 0 || !command.endsWith("\"")) {
      throw new ServiceException(
          "HKCU\\" + RUN + "\\" + NAME + " is not Ring3's: install it again");
    }
    Path file = Path.of(command.substring(from + 2, command.length() - 1));
    return Objects.requireNonNull(file.getParent());
  }

  /** The process that collects into the data, if one does. */
  private Optional<ProcessHandle> process(Path data) {
    return new Elsewhere(data)
        .report()
        .filter(SensorReport::running)
        .filter(report -> report.at().isAfter(clock.instant().minus(STALE)))
        .flatMap(report -> ProcessHandle.of(report.pid()));
  }

  @Override
  public void start() throws ServiceException {
    Path data = data();
    if (process(data).isPresent()) {
      return;
    }
    try {
      Path log = data.resolve("logon.log");
      Files.deleteIfExists(log);
      OwnerOnly.createFile(log);
      Process unused =
          new ProcessBuilder(java().toString(), "@" + argumentsFile(data))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      throw new ServiceException("cannot start it: " + e.getMessage());
    }
  }

  @Override
  public void stop() throws ServiceException {
    Path data = data();
    Optional<ProcessHandle> running = process(data);
    if (running.isEmpty()) {
      return;
    }
    try {
      StopRequest.send(data);
    } catch (IOException e) {
      throw new ServiceException("cannot ask it to stop: " + e.getMessage());
    }
    WindowsService.awaitEnd(running.get(), STOP_SECONDS);
  }

  @Override
  public String status() throws ServiceException {
    Path data = data();
    return process(data)
            .map(running -> NAME + ": running, process " + running.pid())
            .orElse(NAME + ": stopped; it starts at the next logon")
        + System.lineSeparator();
  }

  @Override
  public boolean isActive() throws ServiceException {
    return registered().isPresent() && process(data()).isPresent();
  }

  @Override
  public List<String> uninstall() throws ServiceException {
    Path data = data();
    stop();
    try {
      RegistryEdit.ofUser().removeValue(RUN, NAME);
      Files.deleteIfExists(argumentsFile(data));
    } catch (IOException e) {
      throw new ServiceException("cannot remove all of it: " + e.getMessage());
    }
    return Installation.tell(EventType.AGENT_UNINSTALL, data, place()).stream().toList();
  }
}
