package dev.ring3.search;

import dev.ring3.collector.event.Field;
import dev.ring3.search.hunt.Facet;
import dev.ring3.search.hunt.Histogram;
import dev.ring3.search.hunt.Hunt;
import dev.ring3.search.hunt.HuntPage;
import dev.ring3.search.hunt.HuntRequest;
import dev.ring3.search.hunt.HuntScope;
import dev.ring3.search.index.CaseWriter;
import dev.ring3.search.index.Cases;
import dev.ring3.search.index.EventIndex;
import dev.ring3.search.index.EventWriter;
import dev.ring3.search.query.Aliases;
import dev.ring3.search.testing.Imports;
import dev.ring3.search.testing.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What questions to one million events take. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx1g"})
public class HuntBenchmark {
  private static final int EVENTS = 1_000_000;
  private static final HuntScope SCOPE = HuntScope.of("bench");

  private @Nullable Cases cases;
  private @Nullable Hunt hunt;
  private @Nullable String deep;
  private int counter;

  @Setup
  public void index() throws IOException {
    Path data = Files.createTempDirectory("ring3-bench");
    Cases opened = new Cases(data, InstantSource.system());
    Workload workload = new Workload();
    try (CaseWriter writer = opened.write("bench");
        EventWriter target = writer.begin(Imports.file("bench"))) {
      for (int i = 0; i < EVENTS; i++) {
        target.accept(workload.next());
      }
      target.finish(EVENTS, 0);
    }
    cases = opened;
    Hunt ready =
        new Hunt(
            EventIndex.over(opened),
            Aliases.load(),
            _n -> List.of(),
            InstantSource.system(),
            Duration.ofSeconds(60));
    hunt = ready;
    for (int page = 0; page < 50; page++) {
      deep = ready.page(HuntRequest.of("*", SCOPE), deep, 10_000).next();
    }
  }

  @TearDown
  public void delete() {
    if (cases != null) {
      cases.delete("bench");
      cases.close();
    }
  }

  private Hunt hunt() {
    if (hunt == null) {
      throw new IllegalStateException("not set up");
    }
    return hunt;
  }

  /** A text not asked for before, so that no cache knows the answer. */
  private String another() {
    return "=" + Integer.toHexString(0x1000 + counter++ % 0xefff);
  }

  private HuntPage newest(String query) {
    return hunt().page(HuntRequest.of(query, SCOPE), null, 100);
  }

  @Benchmark
  public HuntPage newest100() {
    return newest("*");
  }

  @Benchmark
  public HuntPage newest100AfterHalfAMillion() {
    return hunt().page(HuntRequest.of("*", SCOPE), deep, 100);
  }

  @Benchmark
  public HuntPage newest100OfTerm() {
    return newest("process.name:powershell.exe AND event.action:process_start");
  }

  @Benchmark
  public HuntPage newest100OfFreeText() {
    return newest("\"system32 cmd\"");
  }

  @Benchmark
  public HuntPage newest100OfWildcardInCommandLine() {
    return newest("process.command_line:*" + another() + "*");
  }

  @Benchmark
  public long countOfTerm() {
    return hunt().count(HuntRequest.of("process.name:powershell.exe AND user.name:user7", SCOPE));
  }

  @Benchmark
  public long countOfWildcardInCommandLine() {
    return hunt().count(HuntRequest.of("process.command_line:*" + another() + "*", SCOPE));
  }

  @Benchmark
  public Histogram histogramOfEverything() {
    return hunt().histogram(HuntRequest.of("*", SCOPE), 60);
  }

  @Benchmark
  public Histogram histogramOfTerm() {
    return hunt().histogram(HuntRequest.of("process.name:powershell.exe", SCOPE), 60);
  }

  @Benchmark
  public List<Facet> facetOfEverything() {
    return hunt().facets(HuntRequest.of("*", SCOPE), List.of("process.executable"), 10, false);
  }

  @Benchmark
  public List<Facet> eightFacetsOfTerm() {
    return hunt()
        .facets(
            HuntRequest.of("process.name:powershell.exe", SCOPE),
            List.of(
                "event.action",
                "host.name",
                "user.name",
                "process.name",
                "process.parent.name",
                "destination.ip",
                "destination.port",
                "event.code"),
            10,
            false);
  }

  @Benchmark
  public List<Facet> facetOfCommandLines() {
    return hunt()
        .facets(HuntRequest.of("*", SCOPE), List.of(Field.PROCESS_COMMAND_LINE.ecs()), 10, true);
  }
}
