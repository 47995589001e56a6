package dev.ring3.webui.cli;

import dev.ring3.search.detect.Retro;
import dev.ring3.search.detect.indicators.IndicatorException;
import dev.ring3.search.detect.indicators.IndicatorLists;
import dev.ring3.search.detect.indicators.IndicatorRetro;
import dev.ring3.search.detect.indicators.IndicatorSet;
import dev.ring3.search.detect.indicators.ListHeader;
import dev.ring3.search.detect.indicators.read.IndicatorTimes;
import dev.ring3.search.detect.indicators.value.IndicatorType;
import dev.ring3.search.index.CaseException;
import dev.ring3.search.index.Cases;
import dev.ring3.search.index.EventIndex;
import dev.ring3.search.index.Snapshot;
import dev.ring3.search.sigma.rule.Level;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ring3 indicators}. */
@Command(
    name = "indicators",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Indicators (IOC): lists of hashes, names, addresses and others to be told of.")
final class IndicatorsCommand implements Runnable {
  private static final Duration LIMIT = Duration.ofMinutes(30);

  @Spec private CommandSpec spec;

  IndicatorsCommand() {}

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "indicators needs a command");
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = {
        "Takes over files: plain lists, CSV, STIX 2, OpenIOC, MISP JSON.",
        "Each becomes a list; one of the same name before goes."
      })
  int importLists(
      @Mixin DataOption data,
      @Parameters(arity = "1..*", paramLabel = "FILE") List<Path> files,
      @Option(
              names = "--name",
              paramLabel = "NAME",
              description = "What to call the list. Default: the file's name. For one file.")
          @Nullable String name,
      @Option(
              names = "--type",
              paramLabel = "TYPE",
              description = "Kind of values that do not tell theirs: ${COMPLETION-CANDIDATES}.")
          @Nullable IndicatorType type,
      @Option(
              names = "--expires",
              paramLabel = "TIME",
              description = "When those end that do not tell, such as 2026-12-31.")
          @Nullable String expires,
      @Option(
              names = "--level",
              paramLabel = "LEVEL",
              defaultValue = "HIGH",
              description = "Of alerts: ${COMPLETION-CANDIDATES}. Default: high.")
          Level level) {
    if (name != null && files.size() > 1) {
      throw wrong("--name is for one file");
    }
    Instant until =
        expires == null
            ? null
            : IndicatorTimes.parse(expires)
                .orElseThrow(() -> wrong("'" + expires + "' is no time: write 2026-12-31"));
    for (Path file : files) {
      String of = String.valueOf(file.getFileName());
      String called = name == null ? IndicatorLists.nameOf(of) : name;
      IndicatorLists.Imported imported =
          orFail(
              () ->
                  lists(data)
                      .importFrom(file, new IndicatorLists.Wishes(called, of, type, until, level)));
      imported.problems().forEach(spec.commandLine().getErr()::println);
      out().println(line(imported.list()) + "\t" + imported.refused() + " not taken");
    }
    out().flush();
    return CommandLine.ExitCode.OK;
  }

  private CommandLine.ParameterException wrong(String message) {
    return new CommandLine.ParameterException(spec.commandLine(), message);
  }

  private static String line(ListHeader list) {
    return String.join(
        "\t",
        list.name(),
        list.format(),
        list.level().word(),
        list.ends().map(end -> "until " + end).orElse("without end"),
        list.counts().entrySet().stream()
            .map(kind -> kind.getValue() + " " + kind.getKey().word())
            .collect(Collectors.joining(", ")));
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the lists: name, format, level, end, how many of each kind.")
  int list(@Mixin DataOption data) {
    IndicatorSet set = load(data);
    set.lists().forEach(list -> out().println(line(list)));
    out().printf(Locale.ROOT, "%d lists, %d indicators%n", set.lists().size(), set.size());
    out().flush();
    return CommandLine.ExitCode.OK;
  }

  @Command(name = "remove", mixinStandardHelpOptions = true, description = "Removes lists.")
  int remove(
      @Mixin DataOption data, @Parameters(arity = "1..*", paramLabel = "NAME") List<String> names) {
    for (String name : names) {
      if (!orFail(() -> lists(data).remove(name))) {
        throw new CommandFailedException(
            "no list '" + name + "': 'ring3 indicators list' lists them");
      }
    }
    return CommandLine.ExitCode.OK;
  }

  @Command(
      name = "test",
      mixinStandardHelpOptions = true,
      description = "Tells which lists have a value, such as a name, an address or a hash.",
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {"0:some list has it", "1:none has, or failed", "2:wrong usage"})
  int test(@Mixin DataOption data, @Parameters(paramLabel = "VALUE") String value) {
    List<IndicatorSet.Found> found = load(data).find(value);
    found.forEach(each -> out().println(line(each)));
    out().flush();
    return found.isEmpty() ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
  }

  private static String line(IndicatorSet.Found found) {
    return String.join(
        "\t",
        found.list().name(),
        found.indicator().type().word(),
        found.indicator().value(),
        Objects.requireNonNullElse(found.indicator().expires(), "without end").toString(),
        found.indicator().description());
  }

  @Command(
      name = "retro",
      mixinStandardHelpOptions = true,
      description = "Tells which indicators the events of a case have: how often, when, where.")
  int retro(
      @Mixin DataOption data,
      @Option(names = "--case", paramLabel = "NAME", defaultValue = "default") String caseName) {
    IndicatorSet set = load(data);
    try (Cases cases = new Cases(data.directory(), Clock.systemUTC());
        Snapshot snapshot = EventIndex.over(cases).open(List.of(caseName), LIMIT)) {
      List<IndicatorRetro.Hit> hits = IndicatorRetro.ask(set, snapshot);
      for (IndicatorRetro.Hit hit : hits) {
        Optional<Retro.Answer> answer = Retro.ask(hit.query(), snapshot);
        answer.ifPresent(found -> print(hit, found));
      }
      out().printf(Locale.ROOT, "%d values met, %d indicators%n", hits.size(), set.size());
    } catch (CaseException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()));
    }
    out().flush();
    return CommandLine.ExitCode.OK;
  }

  private void print(IndicatorRetro.Hit hit, Retro.Answer answer) {
    out()
        .println(
            String.join(
                "\t",
                Long.toString(answer.count()),
                hit.found().list().name(),
                hit.found().indicator().value(),
                hit.field().ecs(),
                hit.value(),
                answer.first().toString(),
                answer.last().toString(),
                answer.hosts().stream()
                    .map(host -> host.value() + " (" + host.count() + ")")
                    .collect(Collectors.joining(", "))));
  }

  private static IndicatorLists lists(DataOption data) {
    return new IndicatorLists(data.directory(), Clock.systemUTC());
  }

  private IndicatorSet load(DataOption data) {
    IndicatorLists.Loaded loaded = orFail(() -> lists(data).load());
    loaded.problems().forEach(problem -> spec.commandLine().getErr().println("ring3: " + problem));
    return loaded.set();
  }

  private static <T> T orFail(Supplier<T> work) {
    try {
      return work.get();
    } catch (IndicatorException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()));
    }
  }
}
