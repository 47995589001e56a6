package dev.ring3.webui.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ring3 version}. */
@Command(
    name = "version",
    mixinStandardHelpOptions = true,
    description = "Prints the versions of Ring3, Java and the operating system.")
final class VersionCommand implements Runnable {
  @Spec private CommandSpec spec;

  VersionCommand() {}

  @Override
  public void run() {
    spec.commandLine().getParent().printVersionHelp(spec.commandLine().getOut());
  }
}
