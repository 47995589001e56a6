package dev.ring3.webui.service;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Apache Commons Daemon's service program for Windows, {@code prunsrv.exe}. It loads the virtual
 * machine into its own process, calls {@link #ENTRY}, and answers the service control manager; its
 * settings are in the registry.
 *
 * @param program what it runs
 * @param executable itself
 */
record Procrun(Program program, Path executable) {
  /** The service's name. */
  static final String SERVICE = "Ring3";

  /** Where it keeps the settings of the service, in the registry of the host. */
  static final String SETTINGS =
      "SOFTWARE\\WOW6432Node\\Apache Software Foundation\\ProcRun 2.0\\" + SERVICE;

  /** The class that it calls: {@code main} to start, {@code stop} to stop. */
  static final String ENTRY = "dev.ring3.webui.cli.ServiceProgram";

  /** The folder of the data directory that it logs to. */
  static final String LOGS = "logs";

  private static final int STOP_SECONDS = 60;

  Procrun {
    Objects.requireNonNull(program);
    Objects.requireNonNull(executable);
  }

  /** The one that belongs to a program; it need not be there. */
  static Procrun of(Program program) {
    Path folder = Objects.requireNonNull(program.jar().getParent());
    return new Procrun(
        program, folder.resolve(Program.PROCRUN).resolve("amd64").resolve("prunsrv.exe"));
  }

  /** Why it can't be used; empty if it can. */
  Optional<String> obstacle() {
    if (!Files.isRegularFile(executable)) {
      return Optional.of("there is no " + executable + ": use the package for Windows");
    }
    return Files.isRegularFile(machine())
        ? Optional.empty()
        : Optional.of("there is no " + machine() + ": use a 64-bit Java with a server machine");
  }

  /** The library of the virtual machine. */
  private Path machine() {
    Path home =
        Objects.requireNonNull(Objects.requireNonNull(program.java().getParent()).getParent());
    return home.resolve("bin").resolve("server").resolve("jvm.dll");
  }

  /** The command that installs the service, or changes one that is there. */
  List<String> install(ServiceSetup setup) {
    Path data = setup.data();
    List<String> command = new ArrayList<>();
    command.add(executable.toString());
    command.add("//IS//" + SERVICE);
    command.add("--DisplayName=Ring3");
    command.add("--Description=User-mode endpoint detection and hunting");
    command.add("--Install=" + executable);
    command.add("--Startup=auto");
    command.add("--ServiceUser=LocalSystem");
    command.add("--Jvm=" + machine());
    command.add("--Classpath=" + program.jar());
    command.add("--StartMode=jvm");
    command.add("--StartClass=" + ENTRY);
    command.add("--StartParams=" + list(Program.limitedWords(setup)));
    command.add("--StopMode=jvm");
    command.add("--StopClass=" + ENTRY);
    command.add("--StopMethod=stop");
    command.add("--StopParams=" + list(List.of(data.toString())));
    command.add("--StopTimeout=" + STOP_SECONDS);
    List<String> flags = new ArrayList<>(program.flags(setup));
    flags.add(StopRequest.flag());
    command.add("--JvmOptions=" + list(flags));
    command.add("--LogPath=" + data.resolve(LOGS));
    command.add("--LogPrefix=service");
    command.add("--LogLevel=Info");
    command.add("--StdOutput=auto");
    command.add("--StdError=auto");
    return command;
  }

  /** Several values in one: between number signs, those that hold one in quotation marks. */
  private static String list(List<String> values) {
    return values.stream()
        .map(value -> value.contains("#") || value.contains(";") ? "'" + value + "'" : value)
        .collect(Collectors.joining("#"));
  }
}
