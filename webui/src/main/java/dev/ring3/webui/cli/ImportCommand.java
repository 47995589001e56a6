package dev.ring3.webui.cli;

import dev.ring3.search.detect.Detector;
import dev.ring3.search.detect.indicators.IndicatorException;
import dev.ring3.search.detect.indicators.IndicatorLists;
import dev.ring3.search.detect.rules.FollowedRules;
import dev.ring3.search.detect.rules.RuleFolder;
import dev.ring3.search.detect.rules.RuleSet;
import dev.ring3.search.detect.rules.RulesException;
import dev.ring3.search.index.CaseException;
import dev.ring3.search.index.CaseWriter;
import dev.ring3.search.index.Cases;
import dev.ring3.search.ingest.ImportPaths;
import dev.ring3.search.ingest.ImportReport;
import dev.ring3.search.ingest.ImportRun;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ring3 import}. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Imports event logs into a case.",
      "Reads EVTX and JSON (NDJSON, arrays; ECS, Winlogbeat, NXLog), also within .zip, .tar and"
          + " .gz. A file's content decides, not its name."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:imported", "1:nothing could be read", "2:wrong usage"})
final class ImportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DataOption data;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Files, folders (with all that is in them) and patterns.")
  private List<String> paths = new ArrayList<>();

  @Option(
      names = "--case",
      paramLabel = "NAME",
      defaultValue = "default",
      description = "The case to import into; created if new. Default: ${DEFAULT-VALUE}.")
  private String caseName;

  @Option(
      names = "--again",
      description = "Takes files that the case has already once more; their events are doubled.")
  private boolean again;

  @Option(
      names = "--no-detect",
      description = "Does not run the rules over the events, so that no alerts are written.")
  private boolean noDetect;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress and no list of problems.")
  private boolean quiet;

  ImportCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    ImportPaths.Found found = ImportPaths.find(paths);
    found.problems().forEach(problem -> err.println("ring3: " + problem));
    if (found.files().isEmpty()) {
      return CommandLine.ExitCode.SOFTWARE;
    }
    ImportReport report = run(found, err);
    if (!quiet) {
      report.problems().forEach(err::println);
    }
    out.println(report.summary());
    out.flush();
    return report.nothingRead() ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
  }

  private ImportReport run(ImportPaths.Found found, PrintWriter err) {
    Clock clock = Clock.systemUTC();
    try (Cases cases = new Cases(data.directory(), clock);
        CaseWriter target = cases.write(caseName)) {
      ImportRun run = new ImportRun(target, found.files(), again, clock, detector(err));
      return quiet ? run.run() : ProgressLine.watch(run, err);
    } catch (CaseException | RulesException | IndicatorException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()));
    }
  }

  /** Ring3's own rules and those of the data directory, if they are wanted. */
  private @Nullable Detector detector(PrintWriter err) {
    RuleFolder folder = new RuleFolder(data.directory());
    if (noDetect) {
      return null;
    }
    new FollowedRules(data.directory()).refresh();
    RuleSet rules = folder.load();
    if (!quiet) {
      err.println("detecting with " + rules.enabledCount() + " rules");
    }
    IndicatorLists.Loaded indicators =
        new IndicatorLists(data.directory(), Clock.systemUTC()).load();
    indicators.problems().forEach(problem -> err.println("ring3: " + problem));
    Detector detector = new Detector(rules);
    detector.watch(indicators.set());
    return detector;
  }
}
