package dev.ring3.webui.cli;

import dev.ring3.webui.service.HostService;
import dev.ring3.webui.service.Scope;
import dev.ring3.webui.service.ServiceException;
import dev.ring3.webui.service.ServiceSetup;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code ring3 service}. */
@Command(
    name = "service",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "install|start|stop|status|uninstall",
    description = {
      "Installs Ring3 as a service of systemd or of Windows: for the system, or with --user for one",
      "user (on Windows a program that starts at logon), who needs no rights and sees less.",
      "The data stay when the service is uninstalled."
    })
final class ServiceCommand {
  @Spec private CommandSpec spec;

  @Option(
      names = "--user",
      scope = ScopeType.INHERIT,
      description = "The service of this user, not of the system.")
  private boolean user;

  ServiceCommand() {}

  private HostService service() {
    return HostService.ofThisHost(user ? Scope.USER : Scope.SYSTEM);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private void without(List<String> lacking) {
    lacking.forEach(line -> spec.commandLine().getErr().println("ring3: without: " + line));
  }

  private static ServiceSetup setup(Path data, int port, boolean busy, @Nullable Integer mostCpu) {
    try {
      return new ServiceSetup(
          data, port, busy, mostCpu == null ? OptionalInt.empty() : OptionalInt.of(mostCpu));
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()));
    }
  }

  private interface Step {
    void run() throws ServiceException;
  }

  private static int done(Step step) {
    try {
      step.run();
      return CommandLine.ExitCode.OK;
    } catch (ServiceException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()));
    }
  }

  @Command(
      name = "install",
      mixinStandardHelpOptions = true,
      description = {
        "Installs it, to start with the host (--user: with the session), and starts it.",
        "For the system the program is copied to /usr/local/lib/ring3, or to %%ProgramFiles%%\\Ring3,",
        "so that only administrators can change what the system executes."
      })
  int install(
      @Mixin DataOption data,
      @Option(
              names = "--port",
              paramLabel = "PORT",
              defaultValue = ServeOptions.DEFAULT_PORT,
              description = "Port of the page, on this host only. Default: ${DEFAULT-VALUE}.")
          int port,
      @Option(
              names = "--busy",
              description = {
                "For a host with over 1,000 events a second: takes less of the processors, and",
                "some 60 MB more memory."
              })
          boolean busy,
      @Option(
              names = "--most-cpu",
              paramLabel = "PERCENT",
              description = "Part of all processors that it may take. Default: no limit.")
          @Nullable Integer mostCpu,
      @Option(names = "--print", description = "Print what would be installed, and change nothing.")
          boolean print) {
    ServiceSetup setup = setup(data.directory(), port, busy, mostCpu);
    if (print) {
      out().print(service().definition(setup));
      out().flush();
      return CommandLine.ExitCode.OK;
    }
    return done(
        () -> {
          without(service().install(setup));
          service().start();
          out().println("Installed as " + service().place() + " and started; it keeps its data");
          out().println("in " + setup.data() + ". The link to log in is in its login-link file.");
          out().flush();
        });
  }

  @Command(name = "start", mixinStandardHelpOptions = true, description = "Starts it.")
  int start() {
    return done(() -> service().start());
  }

  @Command(
      name = "stop",
      mixinStandardHelpOptions = true,
      description = "Stops it until the next start of the host.")
  int stop() {
    return done(() -> service().stop());
  }

  @Command(
      name = "status",
      mixinStandardHelpOptions = true,
      description = "Tells whether it runs. Exit code 1 if not.")
  int status() {
    try {
      out().print(service().status());
      out().flush();
      return service().isActive() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    } catch (ServiceException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()));
    }
  }

  @Command(
      name = "uninstall",
      mixinStandardHelpOptions = true,
      description = "Stops and removes it; the data stay.")
  int uninstall() {
    return done(
        () -> {
          without(service().uninstall());
          out().println("Uninstalled. The data are left.");
          out().flush();
        });
  }
}
