package dev.ring3.webui.cli;

import dev.ring3.webui.live.Collecting;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ring3 run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Collects what this host's sensors see, and serves the page.",
      "With more rights it sees more: ring3 doctor tells what is missing."
    })
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DataOption data;

  @Mixin private ServeOptions options;

  @Mixin private LiveOptions live;

  RunCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path directory = data.directory();
    PrintWriter out = spec.commandLine().getOut();
    Background background = Background.enter(directory, live.mostCpu(), out);
    try (background) {
      Collecting collecting =
          Collecting.start(directory, live.limits(), live.outputs(), Clock.systemUTC());
      try {
        out.println(SensorLines.summary(collecting));
        Page.serve(directory, options, collecting, out);
      } catch (IOException | RuntimeException e) {
        collecting.close();
        throw e;
      }
    }
    return CommandLine.ExitCode.OK;
  }
}
