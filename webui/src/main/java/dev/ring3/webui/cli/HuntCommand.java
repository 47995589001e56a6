package dev.ring3.webui.cli;

import dev.ring3.collector.event.Field;
import dev.ring3.collector.event.FieldType;
import dev.ring3.search.export.Column;
import dev.ring3.search.export.Export;
import dev.ring3.search.export.ExportFormat;
import dev.ring3.search.export.Sidecar;
import dev.ring3.search.hunt.Hunt;
import dev.ring3.search.hunt.HuntRequest;
import dev.ring3.search.hunt.HuntScope;
import dev.ring3.search.index.CaseException;
import dev.ring3.search.index.Cases;
import dev.ring3.search.index.EventIndex;
import dev.ring3.search.index.Order;
import dev.ring3.search.index.TimeRange;
import dev.ring3.search.query.QueryException;
import dev.ring3.search.query.TimeSpan;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ring3 hunt}. */
@Command(
    name = "hunt",
    mixinStandardHelpOptions = true,
    description = {
      "Searches events and prints or exports them.",
      "The query is in Lucene's syntax over ECS names and Sysmon's and Sigma's names for them, such"
          + " as: process.name:powershell.exe AND CommandLine:*-enc*"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done, also when there are no hits", "1:failed", "2:wrong usage"})
final class HuntCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DataOption data;

  @Parameters(
      arity = "0..*",
      paramLabel = "QUERY",
      description = "What to look for; several words are put together. None: everything.")
  private List<String> query = new ArrayList<>();

  @Option(
      names = "--case",
      paramLabel = "NAME",
      description = "Where to look; can be given several times. Default: all cases.")
  private List<String> caseNames = new ArrayList<>();

  @Option(
      names = "--since",
      paramLabel = "AGE",
      description = "Not older than that: 15m, 24h, 7d, 4w.")
  private @Nullable String since;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "From that time on: ISO 8601 (UTC if it has no zone), or now-7d/d.")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Up to that time; a day or minute is included as a whole.")
  private @Nullable String to;

  @Option(
      names = "--fields",
      split = ",",
      paramLabel = "NAME",
      description = "Columns, separated by commas. JSON formats give everything by default.")
  private List<String> fields = new ArrayList<>();

  @Option(
      names = "--sort",
      paramLabel = "FIELD[:asc|desc]",
      defaultValue = "@timestamp:desc",
      description = "Order of the hits. Default: ${DEFAULT-VALUE}.")
  private String sort;

  @Option(
      names = "--limit",
      paramLabel = "N|all",
      defaultValue = "100",
      description = "Hits to give at most. Default: ${DEFAULT-VALUE}.")
  private String limit;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      completionCandidates = Formats.class,
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private String format;

  @Option(names = "--count", description = "Prints only how many hits there are.")
  private boolean countOnly;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Writes to a file, and beside it FILE.sidecar.json: query, count and SHA-256.")
  private @Nullable Path output;

  HuntCommand() {}

  /** The formats' names, for help and completion. */
  static final class Formats extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    Formats() {
      super(ExportFormat.ALL.stream().map(ExportFormat::name).toList());
    }
  }

  @Override
  public Integer call() throws IOException {
    Clock clock = Clock.systemUTC();
    HuntRequest request = request(clock.instant());
    ExportFormat chosen =
        ExportFormat.named(format)
            .orElseThrow(() -> wrong("--format: " + String.join(", ", new Formats())));
    long most = most();
    try (Cases cases = new Cases(data.directory(), clock)) {
      Hunt hunt = Hunt.over(EventIndex.over(cases), clock);
      if (countOnly) {
        spec.commandLine().getOut().println(hunt.count(request));
        spec.commandLine().getOut().flush();
      } else {
        List<Column> columns = Column.of(fields, hunt.names(request.scope()));
        write(hunt, request, chosen, columns, most, clock);
      }
      return CommandLine.ExitCode.OK;
    } catch (QueryException e) {
      throw wrong(pointed(request.query(), e));
    } catch (CaseException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()));
    } catch (StandardOutput.ReaderGoneException e) {
      return CommandLine.ExitCode.OK;
    } catch (UncheckedIOException e) {
      Throwable told = Objects.requireNonNullElse(e.getCause(), e);
      if (told instanceof StandardOutput.ReaderGoneException) {
        return CommandLine.ExitCode.OK;
      }
      throw new CommandFailedException("the output takes no more: " + told.getMessage());
    }
  }

  private void write(
      Hunt hunt,
      HuntRequest request,
      ExportFormat chosen,
      List<Column> columns,
      long most,
      Clock clock)
      throws IOException {
    if (output == null) {
      try (Export export = new Export(chosen, columns, new StandardOutput())) {
        hunt.forEach(request, most, row -> export.accept(row.event()));
      }
      return;
    }
    Export written;
    try (OutputStream file = Files.newOutputStream(output);
        Export export = new Export(chosen, columns, file)) {
      written = export;
      hunt.forEach(request, most, row -> export.accept(row.event()));
    }
    Path beside = output.resolveSibling(output.getFileName() + ".sidecar.json");
    try (Writer sidecar = Files.newBufferedWriter(beside, StandardCharsets.UTF_8)) {
      Sidecar.of(written, request, false, Version.current(), clock.instant()).write(sidecar);
    }
    spec.commandLine().getErr().println("wrote " + written.count() + " events to " + output);
  }

  private HuntRequest request(Instant now) {
    HuntScope scope =
        caseNames.isEmpty() ? new HuntScope.AllCases() : new HuntScope.SomeCases(caseNames);
    return new HuntRequest(String.join(" ", query), range(now), scope, order());
  }

  private TimeRange range(Instant now) {
    if (since != null && (from != null || to != null)) {
      throw wrong("--since goes without --from and --to");
    }
    Instant start = Instant.MIN;
    Instant end = Instant.MAX;
    if (since != null) {
      start = time("--since", "now-" + since, now).from();
    }
    if (from != null) {
      start = time("--from", from, now).from();
    }
    if (to != null) {
      end = time("--to", to, now).until();
    }
    if (end.isBefore(start)) {
      throw wrong("--to lies before --from");
    }
    return new TimeRange(start, end);
  }

  private TimeSpan time(String option, String text, Instant now) {
    return TimeSpan.parse(text, now)
        .orElseThrow(
            () -> wrong(option + ": needs a time such as 24h, 2024-05-01T10:00 or now-7d/d"));
  }

  private Order order() {
    int colon = sort.lastIndexOf(':');
    String direction = colon < 0 ? "desc" : sort.substring(colon + 1).toLowerCase(Locale.ROOT);
    if (!direction.equals("asc") && !direction.equals("desc")) {
      throw wrong("--sort: after the colon asc or desc");
    }
    String name = colon < 0 ? sort : sort.substring(0, colon);
    Field field =
        Field.named(name)
            .filter(f -> f.type() != FieldType.PROSE)
            .orElseThrow(() -> wrong("--sort: can't sort by " + name + ": see docs/fields.md"));
    return new Order(field, direction.equals("desc"));
  }

  private long most() {
    if (limit.equalsIgnoreCase("all")) {
      return Long.MAX_VALUE;
    }
    try {
      long most = Long.parseLong(limit);
      if (most >= 0) {
        return most;
      }
    } catch (NumberFormatException e) {
      // told of below
    }
    throw wrong("--limit: needs a number or all, has " + limit);
  }

  /** The query with a mark under the place where it is wrong. */
  private static String pointed(String query, QueryException e) {
    String mark = " ".repeat(Math.max(0, e.column() - 1)) + '^';
    return e.getMessage()
        + System.lineSeparator()
        + "  "
        + query
        + System.lineSeparator()
        + "  "
        + mark;
  }

  private ParameterException wrong(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
