package dev.ring3.webui.cli;

import dev.ring3.collector.respond.Action;
import dev.ring3.collector.respond.file.Document;
import dev.ring3.search.hunt.Hunt;
import dev.ring3.search.index.Cases;
import dev.ring3.search.index.EventIndex;
import dev.ring3.search.index.live.LiveReaders;
import dev.ring3.webui.respond.TriageEvents;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ring3 respond triage}. */
@Command(
    name = "triage",
    mixinStandardHelpOptions = true,
    description = {
      "Collects what a first look at this host needs in a zip file in the evidence folder, with",
      "SHA-256 of each part: processes, connections, services, what starts by itself, users, logs,",
      "and the last events that Ring3 has. At most 10,000 files, 1 GB each, 4 GB in all."
    })
final class TriageCommand implements Callable<Integer> {
  private static final int LONGEST_HOURS = 24 * 30;

  @Spec private CommandSpec spec;

  @Option(
      names = "--hours",
      paramLabel = "HOURS",
      defaultValue = "24",
      description = "Hours of live events, 0 to 720; 200,000 at most. Default: ${DEFAULT-VALUE}.")
  private int hours;

  @Mixin private Consent consent;

  TriageCommand() {}

  @Override
  public Integer call() throws IOException {
    if (hours < 0 || hours > LONGEST_HOURS) {
      throw new ParameterException(spec.commandLine(), "--hours: give 0 to " + LONGEST_HOURS);
    }
    boolean some = hours > 0 && Files.isDirectory(consent.data().resolve(LiveReaders.NAME));
    return consent.respond(
        new Action.Triage(
            some ? List.of(new Document(TriageEvents.NAME, this::events)) : List.of()));
  }

  private void events(OutputStream out) throws IOException {
    Clock clock = Clock.systemUTC();
    try (Cases cases = new Cases(consent.data(), clock)) {
      TriageEvents.write(Hunt.over(EventIndex.over(cases), clock), clock, hours, out);
    }
  }
}
