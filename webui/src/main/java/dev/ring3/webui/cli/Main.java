package dev.ring3.webui.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The launcher's entry: {@code ring3 COMMAND}. */
@Command(
    name = "ring3",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Records what happens on a host, imports event logs, and hunts in them.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      CollectCommand.class,
      ServeCommand.class,
      ImportCommand.class,
      HuntCommand.class,
      ServiceCommand.class,
      RulesCommand.class,
      IndicatorsCommand.class,
      RespondCommand.class,
      DoctorCommand.class,
      VersionCommand.class,
      CompletionCommand.class,
      CommandLine.HelpCommand.class
    },
    footer = {"", "ring3 COMMAND --help explains a command."})
public final class Main {
  /** Also for Spring Boot, which reads it again. */
  private static final String LOGGING = "/logging.properties";

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(execute(arguments));
  }

  /** Does what the arguments say, and returns the exit code. */
  static int execute(String[] arguments) {
    configureLogging();
    return commandLine().execute(arguments);
  }

  private static void configureLogging() {
    try (InputStream settings = Main.class.getResourceAsStream(LOGGING)) {
      LogManager.getLogManager().readConfiguration(settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The commands, ready to be executed. */
  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(new FailureReport())
        .setParameterExceptionHandler(Main::wrongUsage);
  }

  private static int wrongUsage(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("ring3: " + e.getMessage());
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, err)) {
      err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    }
    return CommandLine.ExitCode.USAGE;
  }
}
