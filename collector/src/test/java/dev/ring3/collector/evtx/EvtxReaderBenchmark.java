package dev.ring3.collector.evtx;

import dev.ring3.collector.testing.Captures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.infra.Blackhole;

/** Records a second, one thread, files in memory: the 277 logs of the attack samples. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 15, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EvtxReaderBenchmark {
  private static final int RECORDS = 8255;

  private final List<byte[]> files = new ArrayList<>();

  @Setup
  public void readFiles() throws IOException {
    for (Path path : Captures.files("evtx/attack-samples", ".evtx")) {
      files.add(Files.readAllBytes(path));
    }
  }

  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public void attackSamples(Blackhole sink) throws IOException {
    for (byte[] file : files) {
      try (EvtxReader reader = EvtxReader.open("benchmark", new ByteArrayInputStream(file))) {
        for (Optional<EvtxItem> item = reader.next(); item.isPresent(); item = reader.next()) {
          sink.consume(item.get());
        }
      }
    }
  }
}
