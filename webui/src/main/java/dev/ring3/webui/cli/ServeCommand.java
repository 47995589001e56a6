package dev.ring3.webui.cli;

import dev.ring3.collector.files.OwnerOnly;
import dev.ring3.webui.live.Elsewhere;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ring3 serve}. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Serves the page over what is in the data directory; collects nothing.")
final class ServeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DataOption data;

  @Mixin private ServeOptions options;

  ServeCommand() {}

  @Override
  public Integer call() throws Exception {
    Path directory = data.directory();
    OwnerOnly.createFolder(directory);
    Page.serve(directory, options, new Elsewhere(directory), spec.commandLine().getOut());
    return CommandLine.ExitCode.OK;
  }
}
