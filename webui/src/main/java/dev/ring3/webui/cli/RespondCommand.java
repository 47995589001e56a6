package dev.ring3.webui.cli;

import dev.ring3.collector.respond.Action;
import dev.ring3.collector.respond.AuditLog;
import dev.ring3.collector.respond.Evidence;
import dev.ring3.collector.respond.Responder;
import dev.ring3.collector.respond.Target;
import dev.ring3.collector.respond.file.Quarantine;
import dev.ring3.collector.respond.process.RunningProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ring3 respond}. */
@Command(
    name = "respond",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RespondNetwork.Isolate.class,
      RespondNetwork.Release.class,
      RespondNetwork.CloseConnection.class,
      TriageCommand.class
    },
    description = {
      "Ends, suspends or dumps processes; quarantines, restores or collects files; isolates the host",
      "or closes a connection.",
      "Never Ring3 itself nor what the system can't do without. All of it is written to a log."
    })
final class RespondCommand implements Runnable {
  @Spec private CommandSpec spec;

  RespondCommand() {}

  /** The process that is meant. */
  static final class Which {
    @Parameters(paramLabel = "PID", description = "The process's number.")
    private long pid;

    @Option(
        names = "--start",
        paramLabel = "TIME",
        description = {
          "When it started, as events tell it (process.start), such as 2026-01-31T10:00:00.123Z;",
          "so another process that has the number by now is refused."
        })
    private @Nullable String start;

    Which() {}
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "respond needs a command");
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  @Command(name = "terminate", mixinStandardHelpOptions = true, description = "Ends a process.")
  int terminate(@Mixin Which which, @Mixin Consent consent) throws IOException {
    return consent.respond(new Action.Terminate(target(which, consent)));
  }

  @Command(
      name = "terminate-tree",
      mixinStandardHelpOptions = true,
      description = "Ends a process and all that descend from it.")
  int terminateTree(@Mixin Which which, @Mixin Consent consent) throws IOException {
    return consent.respond(new Action.TerminateTree(target(which, consent)));
  }

  @Command(
      name = "suspend",
      mixinStandardHelpOptions = true,
      description = "Stops a process until it is resumed.")
  int suspend(@Mixin Which which, @Mixin Consent consent) throws IOException {
    return consent.respond(new Action.Suspend(target(which, consent)));
  }

  @Command(
      name = "resume",
      mixinStandardHelpOptions = true,
      description = "Lets a suspended process go on.")
  int resume(@Mixin Which which, @Mixin Consent consent) throws IOException {
    return consent.respond(new Action.Resume(target(which, consent)));
  }

  @Command(
      name = "dump",
      mixinStandardHelpOptions = true,
      description = "Writes a process's memory to the evidence folder (Windows only).")
  int dump(@Mixin Which which, @Mixin Consent consent) throws IOException {
    return consent.respond(new Action.Dump(target(which, consent)));
  }

  @Command(
      name = "quarantine",
      mixinStandardHelpOptions = true,
      description = "Moves a file into an encrypted container.")
  int quarantine(
      @Parameters(paramLabel = "FILE", description = "The file.") Path file, @Mixin Consent consent)
      throws IOException {
    return consent.respond(new Action.Quarantine(file));
  }

  @Command(
      name = "restore",
      mixinStandardHelpOptions = true,
      description = "Puts a file back from its container; overwrites nothing.")
  int restore(
      @Parameters(paramLabel = "ID", description = "The container, as 'list' tells it.") String id,
      @Option(
              names = "--to",
              paramLabel = "FILE",
              description = "Where to. Default: where the file was.")
          @Nullable Path to,
      @Mixin Consent consent)
      throws IOException {
    return consent.respond(new Action.Restore(id, to));
  }

  @Command(
      name = "collect",
      mixinStandardHelpOptions = true,
      description = {
        "Copies files, and those below folders, to a zip file in the evidence folder, with a",
        "manifest of sizes, times and SHA-256. At most 10,000 files, 1 GB each, 4 GB in all."
      })
  int collect(
      @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and folders.")
          List<Path> paths,
      @Mixin Consent consent)
      throws IOException {
    return consent.respond(new Action.Collect(paths));
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the containers: id, path, bytes, SHA-256.")
  int list(@Mixin DataOption data) throws IOException {
    Evidence evidence = Evidence.in(data.directory());
    Quarantine quarantine = new Quarantine(evidence.containers(), evidence.keys());
    int exit = CommandLine.ExitCode.OK;
    for (String id : quarantine.ids()) {
      try {
        Quarantine.Item item = quarantine.find(id);
        out()
            .println(
                String.join(
                    "\t", id, item.path().toString(), Long.toString(item.size()), item.sha256()));
      } catch (IOException e) {
        err().println("ring3: " + id + ": " + e.getMessage());
        exit = CommandLine.ExitCode.SOFTWARE;
      }
    }
    out().flush();
    return exit;
  }

  @Command(
      name = "log",
      mixinStandardHelpOptions = true,
      description = "Prints what was done, oldest first: a JSON object a line.")
  int log(
      @Mixin DataOption data,
      @Option(
              names = {"-n", "--limit"},
              paramLabel = "COUNT",
              defaultValue = "100",
              description = "The last that many lines. Default: ${DEFAULT-VALUE}.")
          int count)
      throws IOException {
    if (count < 1) {
      throw new CommandLine.ParameterException(spec.commandLine(), "--limit is at least 1");
    }
    Path file = Evidence.in(data.directory()).audit();
    new AuditLog(file, Consent.user(), Clock.systemUTC()).last(count).forEach(out()::println);
    out().flush();
    return CommandLine.ExitCode.OK;
  }

  /** With the start that was given, else that of the process that has the number now. */
  private Target target(Which which, Consent consent) throws IOException {
    if (which.pid < 0) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "no process has the number " + which.pid);
    }
    if (which.start != null) {
      try {
        return new Target(which.pid, Instant.parse(which.start));
      } catch (DateTimeParseException e) {
        throw new CommandLine.ParameterException(
            spec.commandLine(),
            "'" + which.start + "' is no time: write it as 2026-01-31T10:00:00.123Z",
            e);
      }
    }
    RunningProcess process =
        Responder.processesOfThisHost(consent.data())
            .find(which.pid)
            .orElseThrow(() -> new CommandFailedException("there is no process " + which.pid));
    return new Target(
        which.pid,
        process
            .start()
            .orElseThrow(
                () ->
                    new CommandFailedException(
                        "the start of process "
                            + process.title()
                            + " is kept from us: run as administrator; protected ones stay closed")));
  }
}
