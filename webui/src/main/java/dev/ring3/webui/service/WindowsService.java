package dev.ring3.webui.service;

import dev.ring3.collector.event.EventType;
import dev.ring3.collector.files.OwnerOnly;
import dev.ring3.collector.win32.FolderRights;
import dev.ring3.collector.win32.RegistryEdit;
import dev.ring3.collector.win32.service.ServiceControl;
import dev.ring3.collector.win32.service.ServiceControl.Purpose;
import dev.ring3.collector.win32.service.ServiceControl.State;
import dev.ring3.collector.win32.service.ServiceControl.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A service of Windows, run by {@link Procrun} as LocalSystem without most of its privileges: see
 * docs/decisions/0011.
 */
final class WindowsService implements HostService {
  /** What the sensors and responses need beyond being an administrator. */
  private static final List<String> PRIVILEGES =
      List.of(
          "SeChangeNotifyPrivilege",
          "SeDebugPrivilege",
          "SeSecurityPrivilege",
          "SeSystemProfilePrivilege");

  private static final List<Duration> RESTARTS =
      List.of(Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofMinutes(5));
  private static final Duration FORGIVEN = Duration.ofDays(1);

  private static final String EVENT_SOURCE =
      "SYSTEM\\CurrentControlSet\\Services\\EventLog\\Application\\Ring3";

  /** Its message table has the whole text as the one parameter of events 1 to 1000. */
  private static final String MESSAGES = "%SystemRoot%\\System32\\EventCreate.exe";

  /** Our value beside procrun's own. */
  private static final String DATA = "Ring3Data";

  private static final int ERRORS_WARNINGS_INFORMATION = 7;
  private static final int STOP_SECONDS = 90;

  private static Path programFolder() {
    String folder = System.getenv("ProgramFiles");
    return Path.of(folder == null ? "C:\\Program Files" : folder, "Ring3");
  }

  private static Procrun installed() {
    Program here = Program.current();
    return Procrun.of(
        new Program(here.java(), here.version(), programFolder().resolve("ring3.jar")));
  }

  @Override
  public String place() {
    return "the service " + Procrun.SERVICE;
  }

  @Override
  public String definition(ServiceSetup setup) {
    return String.join("\n", installed().install(setup)) + "\n";
  }

  @Override
  public List<String> install(ServiceSetup setup) throws ServiceException {
    Path data = setup.data();
    refuseIfImpossible(data);
    List<String> lacking = new ArrayList<>();
    try {
      Procrun procrun = Procrun.of(Program.current().copyTo(programFolder()));
      for (Path folder : List.of(data, data.resolve("tmp"), data.resolve(Procrun.LOGS))) {
        OwnerOnly.createFolder(folder);
      }
      Command.call(procrun.install(setup));
      configure(lacking);
      RegistryEdit registry = RegistryEdit.ofHost();
      registry.expanded(EVENT_SOURCE, "EventMessageFile", MESSAGES);
      registry.number(EVENT_SOURCE, "TypesSupported", ERRORS_WARNINGS_INFORMATION);
      registry.text(Procrun.SETTINGS, DATA, data.toString());
      Installation.tell(EventType.AGENT_INSTALL, data, place()).ifPresent(lacking::add);
      leaveToSystem(data);
    } catch (IOException e) {
      throw new ServiceException(
          "cannot install: " + e.getMessage() + ": run as administrator, or use --user");
    }
    return lacking;
  }

  private void refuseIfImpossible(Path data) throws ServiceException {
    Program program = Program.current();
    Optional<String> obstacle = Procrun.of(program).obstacle();
    if (obstacle.isPresent()) {
      throw new ServiceException(obstacle.get());
    }
    if (program.java().startsWith(System.getProperty("user.home"))) {
      throw new ServiceException(
          program.java()
              + " is a user's, who could change what the system executes: install a Java for all"
              + " users, or use --user");
    }
    if (data.toString().contains("'")) {
      throw new ServiceException(data + ": the path must have no quotation mark");
    }
    if (isActive()) {
      throw new ServiceException("it runs: stop it first (ring3 service stop)");
    }
  }

  /** Also what was there before, which its owner may have had for themselves. */
  private static void leaveToSystem(Path data) throws IOException {
    try (Stream<Path> all = Files.walk(data)) {
      for (Path each : all.toList()) {
        FolderRights.systemOnly(each);
      }
    }
  }

  /** What an old Windows, or something like one, does not know is told and left out. */
  private static void configure(List<String> lacking) throws IOException {
    try (ServiceControl service = open(Purpose.CHANGE)) {
      attempt(lacking, service::delayStart);
      attempt(lacking, () -> service.restartAfter(RESTARTS, FORGIVEN));
      attempt(lacking, () -> service.requirePrivileges(PRIVILEGES));
    } catch (ServiceException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  private static void attempt(List<String> lacking, Step step) {
    try {
      step.run();
    } catch (IOException e) {
      lacking.add(String.valueOf(e.getMessage()));
    }
  }

  private static ServiceControl open(Purpose purpose) throws ServiceException {
    try {
      return ServiceControl.open(Procrun.SERVICE, purpose)
          .orElseThrow(
              () -> new ServiceException("no such service: ring3 service install makes it"));
    } catch (IOException e) {
      throw new ServiceException(String.valueOf(e.getMessage()));
    }
  }

  private static Status statusNow() throws ServiceException {
    try (ServiceControl service = open(Purpose.ASK)) {
      return service.status();
    } catch (IOException e) {
      throw new ServiceException(String.valueOf(e.getMessage()));
    }
  }

  /** Windows' own, which waits until the service has started or stopped. */
  private static String net() {
    String root = System.getenv("SystemRoot");
    return Path.of(root == null ? "C:\\Windows" : root, "System32", "net.exe").toString();
  }

  @Override
  public void start() throws ServiceException {
    statusNow();
    Command.call(List.of(net(), "start", Procrun.SERVICE));
  }

  @Override
  public void stop() throws ServiceException {
    Status before = statusNow();
    if (before.state() == State.STOPPED) {
      return;
    }
    Optional<ProcessHandle> process =
        before.pid().isPresent() ? ProcessHandle.of(before.pid().getAsLong()) : Optional.empty();
    Command.call(List.of(net(), "stop", Procrun.SERVICE));
    if (process.isPresent()) {
      awaitEnd(process.get(), STOP_SECONDS);
    }
  }

  /** Waits until a process has ended. */
  static void awaitEnd(ProcessHandle process, int seconds) throws ServiceException {
    try {
      process.onExit().get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new ServiceException(
          "process " + process.pid() + " was asked to end and still runs after " + seconds + " s");
    } catch (ExecutionException e) {
      throw new ServiceException("cannot wait for process " + process.pid() + ": " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceException("interrupted while process " + process.pid() + " ended");
    }
  }

  @Override
  public String status() throws ServiceException {
    Status now = statusNow();
    return Procrun.SERVICE
        + ": "
        + now.state().name().toLowerCase(Locale.ROOT)
        + (now.pid().isPresent() ? ", process " + now.pid().getAsLong() : "")
        + recovery()
        + System.lineSeparator();
  }

  /** What Windows does when the process is killed, if it tells. */
  private static String recovery() throws ServiceException {
    try (ServiceControl service = open(Purpose.ASK)) {
      List<Duration> restarts = service.restarts();
      return restarts.isEmpty()
          ? "; nobody restarts it if it is killed"
          : "; if it is killed, Windows restarts it after "
              + restarts.stream()
                  .map(after -> after.toSeconds() + " s")
                  .collect(Collectors.joining(", then "));
    } catch (IOException e) {
      return "; whether it is restarted if it is killed is not known: " + e.getMessage();
    }
  }

  @Override
  public boolean isActive() throws ServiceException {
    try (ServiceControl service = ServiceControl.open(Procrun.SERVICE, Purpose.ASK).orElse(null)) {
      return service != null && service.status().state() != State.STOPPED;
    } catch (IOException e) {
      throw new ServiceException(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public List<String> uninstall() throws ServiceException {
    stop();
    try {
      Optional<String> data = RegistryEdit.ofHost().text(Procrun.SETTINGS, DATA);
      try (ServiceControl service = open(Purpose.CHANGE)) {
        service.delete();
      }
      RegistryEdit registry = RegistryEdit.ofHost();
      registry.removeKey(Procrun.SETTINGS);
      registry.removeKey(EVENT_SOURCE);
      Program.delete(programFolder());
      return data
          .flatMap(to -> Installation.tell(EventType.AGENT_UNINSTALL, Path.of(to), place()))
          .stream()
          .toList();
    } catch (IOException e) {
      throw new ServiceException("cannot remove all of it: " + e.getMessage());
    }
  }
}
