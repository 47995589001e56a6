package dev.ring3.webui.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ring3 completion}. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a completion script for bash and zsh.",
      "Use it with: source <(ring3 completion)"
    })
final class CompletionCommand implements Runnable {
  @Spec private CommandSpec spec;

  CompletionCommand() {}

  @Override
  public void run() {
    spec.commandLine().getOut().print(AutoComplete.bash("ring3", spec.commandLine().getParent()));
    spec.commandLine().getOut().flush();
  }
}
