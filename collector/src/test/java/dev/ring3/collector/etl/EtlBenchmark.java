package dev.ring3.collector.etl;

import dev.ring3.collector.decode.etw.DataWriter;
import dev.ring3.collector.decode.etw.DecodedEvent;
import dev.ring3.collector.decode.etw.schema.Catalogue;
import dev.ring3.collector.decode.etw.schema.EtwDecoder;
import dev.ring3.collector.testing.Captures;
import dev.ring3.etw.EtwRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

/** Nanoseconds a record, one thread: the kernel's trace of a shutdown, and process starts. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EtlBenchmark {
  private static final int RECORDS = 17_078;
  private static final int STARTS = 4;

  private final EtwDecoder decoder = new EtwDecoder(Catalogue.load());
  private byte[] file = new byte[0];
  private List<EtwRecord> records = List.of();
  private @Nullable EtwRecord fileCreate;
  private List<EtwRecord> starts = List.of();

  @Setup
  public void read() throws IOException {
    file = Files.readAllBytes(Captures.path("etl/airbus/ShutdownPerfDiagLogger.etl"));
    records = EtlItems.of(file).records().stream().map(EtlRecord::record).toList();
    starts =
        EtlItems.of(Captures.path("etl/tx/Process.etl")).records().stream()
            .map(EtlRecord::record)
            .filter(r -> r.header().id() == 1 && r.header().task() == 1)
            .toList();
    fileCreate = fileCreate();
  }

  /** From the file's bytes to records in order of time. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public void readFile(Blackhole sink) throws IOException {
    try (EtlReader reader = EtlReader.open("benchmark", new ByteArrayInputStream(file))) {
      for (Optional<EtlItem> item = reader.next(); item.isPresent(); item = reader.next()) {
        sink.consume(item.get());
      }
    }
  }

  /** Finding the fields. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public void decode(Blackhole sink) {
    for (EtwRecord record : records) {
      sink.consume(decoder.decode(record));
    }
  }

  /** Finding the fields and writing each as text. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public void decodeToText(Blackhole sink) {
    for (EtwRecord record : records) {
      decoder.decode(record).ifPresent(event -> text(event, sink));
    }
  }

  /** A process start: finding the fields, taking pid, parent and image. */
  @Benchmark
  @OperationsPerInvocation(STARTS)
  public void processStart(Blackhole sink) {
    for (EtwRecord record : starts) {
      DecodedEvent event = decoder.decode(record).orElseThrow();
      sink.consume(event.number("ProcessID"));
      sink.consume(event.number("ParentProcessID"));
      sink.consume(event.text("ImageName"));
    }
  }

  /** A file's creation, from Kernel-File: finding the fields, taking object and path. */
  @Benchmark
  public void fileCreate(Blackhole sink) {
    DecodedEvent event = decoder.decode(Objects.requireNonNull(fileCreate)).orElseThrow();
    sink.consume(event.number("FileObject"));
    sink.consume(event.text("FileName"));
  }

  private static EtwRecord fileCreate() throws IOException {
    UUID kernelFile = UUID.fromString("edd08927-9cc4-4e65-b970-c2560fb5c289");
    byte[] data =
        new DataWriter()
            .u64(1)
            .u64(2)
            .u32(3)
            .u32(4)
            .u32(5)
            .u32(7)
            .utf16("\\Device\\HarddiskVolume2\\Windows\\System32\\config\\systemprofile\\a.txt")
            .bytes();
    byte[] trace =
        EtlWriter.of(2, 0).buffer(0, EtlWriter.event(kernelFile, 30, 1, 2000, data)).bytes();
    return EtlItems.of(trace).records().getLast().record();
  }

  private static void text(DecodedEvent event, Blackhole sink) {
    for (int i = 0; i < event.size(); i++) {
      sink.consume(event.text(i));
    }
  }
}
