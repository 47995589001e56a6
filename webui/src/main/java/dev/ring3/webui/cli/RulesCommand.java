package dev.ring3.webui.cli;

import dev.ring3.collector.Pipeline;
import dev.ring3.collector.event.Event;
import dev.ring3.collector.source.FileReader;
import dev.ring3.collector.source.SourceRecord;
import dev.ring3.search.detect.CorrelationRun;
import dev.ring3.search.detect.Coverage;
import dev.ring3.search.detect.Retro;
import dev.ring3.search.detect.rules.ActiveCorrelation;
import dev.ring3.search.detect.rules.ActiveRule;
import dev.ring3.search.detect.rules.AnyRule;
import dev.ring3.search.detect.rules.FollowedRules;
import dev.ring3.search.detect.rules.LeftOut;
import dev.ring3.search.detect.rules.RuleFolder;
import dev.ring3.search.detect.rules.RuleSet;
import dev.ring3.search.detect.rules.RulesException;
import dev.ring3.search.index.CaseException;
import dev.ring3.search.index.Cases;
import dev.ring3.search.index.EventIndex;
import dev.ring3.search.index.Snapshot;
import dev.ring3.search.index.ValueTable;
import dev.ring3.search.ingest.ImportFile;
import dev.ring3.search.ingest.ImportPaths;
import dev.ring3.search.query.match.EventMatcher;
import dev.ring3.search.query.match.Explanation;
import dev.ring3.webui.live.Elsewhere;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ring3 rules}. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Sigma rules: which there are, what they mean, what they would find.")
final class RulesCommand implements Runnable {
  private static final Duration LIMIT = Duration.ofMinutes(30);

  @Spec private CommandSpec spec;

  RulesCommand() {}

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "rules needs a command");
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = "Takes over the Sigma rules of a folder or zip file.")
  int importRules(
      @Mixin DataOption data,
      @Parameters(paramLabel = "DIR|ZIP", description = "Where the rules are.") Path source,
      @Option(
              names = "--name",
              paramLabel = "NAME",
              defaultValue = "imported",
              description =
                  "What to call them; those of that name before go. Default: ${DEFAULT-VALUE}.")
          String name,
      @Option(
              names = "--follow",
              description =
                  "Take them over anew when they change: while collecting, and before an import.")
          boolean follow) {
    int files = orFail(() -> new RuleFolder(data.directory()).importFrom(source, name));
    FollowedRules followed = new FollowedRules(data.directory());
    orFail(
        () -> {
          if (follow) {
            followed.follow(name, source);
          } else {
            followed.leave(name);
          }
          return files;
        });
    RuleSet rules = load(data);
    rules.findings().forEach(finding -> spec.commandLine().getErr().println(finding));
    out().printf(Locale.ROOT, "imported %d files%n", files);
    summary(rules);
    return CommandLine.ExitCode.OK;
  }

  private void summary(RuleSet rules) {
    out()
        .printf(
            Locale.ROOT,
            "%d rules (%d enabled), %d left out, %d findings%n",
            rules.all().size(),
            rules.enabledCount(),
            rules.leftOut().size(),
            rules.findings().size());
    out().flush();
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the rules: id, level, on or off, title.")
  int list(
      @Mixin DataOption data,
      @Option(names = "--left-out", description = "Those that cannot be run, with the reason.")
          boolean leftOut) {
    RuleSet rules = load(data);
    if (leftOut) {
      for (LeftOut rule : rules.leftOut()) {
        out()
            .printf(
                Locale.ROOT,
                "%s\t%s\t%s%n",
                rule.about().id(),
                rule.about().title(),
                rule.reason());
      }
    } else {
      for (AnyRule rule : rules.all()) {
        String state = rule.isEnabled() ? "on" : "off";
        String level = rule.about().level().word();
        out()
            .printf(
                Locale.ROOT,
                "%s\t%s\t%s\t%s%n",
                rule.about().id(),
                level,
                state,
                rule.about().title());
      }
    }
    summary(rules);
    return CommandLine.ExitCode.OK;
  }

  @Command(
      name = "enable",
      mixinStandardHelpOptions = true,
      description = "Lets rules raise alerts again.")
  int enable(
      @Mixin DataOption data,
      @Parameters(arity = "1..*", paramLabel = "RULE") List<String> called) {
    return turn(data, called, true);
  }

  @Command(
      name = "disable",
      mixinStandardHelpOptions = true,
      description = "Keeps rules from raising alerts.")
  int disable(
      @Mixin DataOption data,
      @Parameters(arity = "1..*", paramLabel = "RULE") List<String> called) {
    return turn(data, called, false);
  }

  private int turn(DataOption data, List<String> called, boolean isEnabled) {
    RuleSet rules = load(data);
    List<String> ids = called.stream().map(each -> find(rules, each).about().id()).toList();
    orFail(
        () -> {
          new RuleFolder(data.directory()).enable(ids, isEnabled);
          return ids;
        });
    summary(load(data));
    return CommandLine.ExitCode.OK;
  }

  @Command(
      name = "test",
      mixinStandardHelpOptions = true,
      description = "Runs one rule over event files, without a case.",
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {"0:it fired", "1:it did not, or failed", "2:wrong usage"})
  int test(
      @Mixin DataOption data,
      @Parameters(paramLabel = "RULE", description = "Id, name, title or file.") String called,
      @Option(
              names = "--events",
              arity = "1..*",
              required = true,
              paramLabel = "PATH",
              description = "Event files, as import takes them.")
          List<String> paths) {
    RuleSet rules = load(data);
    AtomicLong hits = new AtomicLong();
    long events =
        switch (find(rules, called)) {
          case ActiveRule rule -> {
            EventMatcher matcher = new EventMatcher(rule.query());
            yield read(
                paths,
                event -> {
                  if (matcher.matches(event)) {
                    hits.incrementAndGet();
                    out().println(event);
                  }
                });
          }
          case ActiveCorrelation correlation -> {
            CorrelationRun run =
                CorrelationRun.overFiles(
                    rules,
                    correlation,
                    alert -> {
                      hits.incrementAndGet();
                      out().println(alert);
                    });
            long read = read(paths, run::accept);
            run.finish();
            yield read;
          }
        };
    out().printf(Locale.ROOT, "fired %d times in %d events%n", hits.get(), events);
    out().flush();
    return hits.get() > 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  /** Hands on the events of files; returns how many there were. */
  private static long read(List<String> paths, Consumer<Event> action) {
    AtomicLong events = new AtomicLong();
    Pipeline pipeline =
        new Pipeline(
            Clock.systemUTC(),
            event -> {
              events.incrementAndGet();
              action.accept(event);
            });
    for (ImportFile file : ImportPaths.find(paths).files()) {
      read(file, pipeline);
    }
    return events.get();
  }

  private static void read(ImportFile file, Pipeline pipeline) {
    try {
      new FileReader()
          .read(
              file.path(),
              file.name(),
              item -> {
                if (item instanceof SourceRecord record) {
                  pipeline.accept(record);
                }
              });
      pipeline.flush();
    } catch (IOException e) {
      throw new CommandFailedException(file.name() + " cannot be read: " + e.getMessage());
    }
  }

  @Command(
      name = "explain",
      mixinStandardHelpOptions = true,
      description = "Shows what a rule means: its query, and how events are sifted for it.")
  int explain(@Mixin DataOption data, @Parameters(paramLabel = "RULE") String called) {
    AnyRule rule = find(load(data), called);
    out().printf(Locale.ROOT, "title:  %s%nid:     %s%n", rule.about().title(), rule.about().id());
    out().printf(Locale.ROOT, "file:   %s%nsource: %s%n", rule.about().file(), rule.looksAt());
    switch (rule) {
      case ActiveRule on -> {
        explain(on);
        new Elsewhere(data.directory())
            .report()
            .flatMap(report -> report.cost(on.about().id()))
            .ifPresent(
                cost ->
                    out()
                        .printf(
                            Locale.ROOT,
                            "cost:   live, tested on %,d events, found %,d, in %,.1f ms%n",
                            cost.tests(),
                            cost.hits(),
                            cost.nanos() / 1e6));
      }
      case ActiveCorrelation of ->
          of.inWords()
              .forEach((what, how) -> out().printf(Locale.ROOT, "%-7s %s%n", what + ":", how));
    }
    out().flush();
    return CommandLine.ExitCode.OK;
  }

  private void explain(ActiveRule rule) {
    Explanation explanation = Explanation.of(rule.query());
    out().printf(Locale.ROOT, "kinds:  %s%n", explanation.kinds());
    out()
        .printf(
            Locale.ROOT,
            "texts:  %s%n",
            explanation.texts().isEmpty()
                ? "none: each event of these kinds is tested in full"
                : String.join(" | ", explanation.texts()));
    out().printf(Locale.ROOT, "query:  %s%n", rule.query());
  }

  @Command(
      name = "retro",
      mixinStandardHelpOptions = true,
      description = "Tells what rules would have found in a case: how often, when, where.")
  int retro(
      @Mixin DataOption data,
      @Parameters(arity = "0..1", paramLabel = "RULE", description = "Default: every rule.")
          @Nullable String called,
      @Option(names = "--case", paramLabel = "NAME", defaultValue = "default") String caseName) {
    RuleSet set = load(data);
    List<AnyRule> rules = called == null ? set.all() : List.of(find(set, called));
    try (Cases cases = new Cases(data.directory(), Clock.systemUTC());
        Snapshot snapshot = EventIndex.over(cases).open(List.of(caseName), LIMIT)) {
      snapshot.keepLongValues(Runtime.getRuntime().maxMemory() / 4);
      int fired = 0;
      for (AnyRule rule : rules) {
        Optional<Retro.Answer> answer = Retro.ask(rule, set, snapshot);
        if (answer.isPresent()) {
          fired++;
          print(rule, answer.orElseThrow());
        }
      }
      out().printf(Locale.ROOT, "%d of %d rules would have fired%n", fired, rules.size());
    } catch (CaseException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()));
    }
    out().flush();
    return CommandLine.ExitCode.OK;
  }

  private void print(AnyRule rule, Retro.Answer answer) {
    out()
        .printf(
            Locale.ROOT,
            "%d\t%s\t%s\t%s\t%s\t%s\t%s%n",
            answer.count(),
            rule.about().level().word(),
            rule.about().title(),
            answer.first(),
            answer.last(),
            names(answer.hosts()),
            names(answer.programs()));
  }

  private static String names(List<ValueTable.Entry> entries) {
    return entries.stream()
        .map(entry -> entry.value() + " (" + entry.count() + ")")
        .collect(Collectors.joining(", "));
  }

  @Command(
      name = "coverage",
      mixinStandardHelpOptions = true,
      description = "Lists ATT&CK's techniques with how many rules are about them, and enabled.")
  int coverage(@Mixin DataOption data) {
    Map<String, Coverage.Count> techniques = new TreeMap<>(Coverage.of(load(data)));
    techniques.forEach(
        (technique, count) ->
            out().printf(Locale.ROOT, "%s\t%d\t%d%n", technique, count.rules(), count.enabled()));
    out().printf(Locale.ROOT, "%d techniques%n", techniques.size());
    out().flush();
    return CommandLine.ExitCode.OK;
  }

  private static RuleSet load(DataOption data) {
    return orFail(
        () -> {
          new FollowedRules(data.directory()).refresh();
          return new RuleFolder(data.directory()).load();
        });
  }

  private static AnyRule find(RuleSet rules, String called) {
    return rules
        .find(called)
        .orElseThrow(
            () ->
                new CommandFailedException(
                    "no rule '" + called + "': 'ring3 rules list' lists them"));
  }

  /** What can go wrong with rules is told in one line. */
  private static <T> T orFail(java.util.function.Supplier<T> work) {
    try {
      return work.get();
    } catch (RulesException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()));
    }
  }
}
