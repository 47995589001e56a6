package dev.ring3.search;

import dev.ring3.collector.event.Event;
import dev.ring3.search.index.CaseStatus;
import dev.ring3.search.index.CaseWriter;
import dev.ring3.search.index.Cases;
import dev.ring3.search.index.EventWriter;
import dev.ring3.search.testing.Imports;
import dev.ring3.search.testing.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How many events one thread indexes per second, commit and merges included; prints their size. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx2g"})
public class IndexingBenchmark {
  private static final int EVENTS = 300_000;

  private List<Event> events = List.of();

  @Setup
  public void generate() {
    Workload workload = new Workload();
    events = Stream.generate(workload::next).limit(EVENTS).toList();
  }

  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long index() throws IOException {
    Path data = Files.createTempDirectory("ring3-bench");
    try (Cases cases = new Cases(data, InstantSource.system())) {
      try (CaseWriter writer = cases.write("bench");
          EventWriter target = writer.begin(Imports.file("bench"))) {
        events.forEach(target);
        target.finish(EVENTS, 0);
      }
      long bytes = cases.status("bench") instanceof CaseStatus.Intact i ? i.bytes() : 0;
      System.out.println(bytes / EVENTS + " bytes per event");
      cases.delete("bench");
      return bytes;
    }
  }
}
