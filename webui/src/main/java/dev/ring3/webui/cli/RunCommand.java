package dev.ring3.webui.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ring3 run}. This version has no live sensors, so it serves the page. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Serves the page, and collects what this host's sensors see.",
      "This version has no live sensors yet: import event logs, in the page or with ring3 import."
    })
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DataOption data;

  @Mixin private ServeOptions options;

  RunCommand() {}

  @Override
  public Integer call() throws Exception {
    Page.serve(data.directory(), options, spec.commandLine().getOut());
    return CommandLine.ExitCode.OK;
  }
}
