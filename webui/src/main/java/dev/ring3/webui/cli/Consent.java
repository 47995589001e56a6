package dev.ring3.webui.cli;

import dev.ring3.collector.respond.Action;
import dev.ring3.collector.respond.Outcome;
import dev.ring3.collector.respond.Plan;
import dev.ring3.collector.respond.Responder;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every response asks for before it is done. */
final class Consent {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(names = "--dry-run", description = "Tell what would be done, and do nothing.")
  private boolean dryRun;

  @Option(
      names = {"-y", "--yes"},
      description = "Do it without asking.")
  private boolean yes;

  @Mixin private DataOption data;

  Consent() {}

  Path data() {
    return data.directory();
  }

  /** Who is at the keyboard, also behind sudo. */
  static String user() {
    String name = System.getProperty("user.name");
    String before = System.getenv("SUDO_USER");
    return before == null ? name : name + " (sudo by " + before + ")";
  }

  /** Tells the plan, asks, does it, and tells what was done; returns the exit code. */
  int respond(Action action) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Responder responder = Responder.ofThisHost(data(), user());
    Plan plan = responder.plan(action);
    plan.refused().forEach(line -> err.println("ring3: refused: " + line));
    if (!yes || dryRun) {
      plan.would().forEach(line -> out.println("would " + line));
      out.flush();
    }
    if (dryRun) {
      return plan.isPossible() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
    if (plan.isPossible() && !yes && !confirmed()) {
      throw new CommandFailedException("not confirmed: nothing was done");
    }
    Outcome outcome = responder.execute(plan);
    outcome.done().forEach(out::println);
    out.flush();
    outcome.failed().stream()
        .filter(line -> !plan.refused().contains(line))
        .forEach(line -> err.println("ring3: " + line));
    return outcome.isComplete() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  // Where there is no terminal Java 21 has no console, and later ones answer null at the input's
  // end.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean confirmed() {
    Console console = System.console();
    if (console == null) {
      throw new CommandFailedException(
          "there is no terminal to ask on: repeat with --yes, or with --dry-run to look");
    }
    return "yes".equals(console.readLine("Type yes to do this: "));
  }
}
