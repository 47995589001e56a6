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

/** {@code ring3 collect}. */
@Command(
    name = "collect",
    mixinStandardHelpOptions = true,
    description = {
      "Collects what this host's sensors see, without the page: small, and it alone needs rights.",
      "ring3 serve shows it, as a user who may read the data directory, within seconds."
    })
final class CollectCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DataOption data;

  @Mixin private LiveOptions live;

  CollectCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path directory = data.directory();
    PrintWriter out = spec.commandLine().getOut();
    Background background = Background.enter(directory, live.mostCpu(), out);
    try (background) {
      Collecting collecting =
          Collecting.start(directory, live.limits(), live.outputs(), Clock.systemUTC());
      out.println("Ring3 " + Version.current() + " collects into " + directory);
      out.println(SensorLines.summary(collecting));
      Termination.await(directory, out, collecting::close);
    }
    return CommandLine.ExitCode.OK;
  }
}
