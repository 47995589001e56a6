package dev.ring3.collector;

import dev.ring3.collector.source.FileReader;
import dev.ring3.collector.source.SourceRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/** Reads files up to finished events and counts: to compare with other readers of traces. */
final class TraceEvents {
  private TraceEvents() {}

  public static void main(String[] files) throws IOException {
    AtomicLong records = new AtomicLong();
    AtomicLong events = new AtomicLong();
    long start = System.nanoTime();
    for (String file : files) {
      Pipeline pipeline = new Pipeline(Clock.systemUTC(), event -> events.incrementAndGet());
      new FileReader()
          .read(
              Path.of(file),
              file,
              item -> {
                if (item instanceof SourceRecord record) {
                  records.incrementAndGet();
                  pipeline.accept(record);
                }
              });
      pipeline.flush();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("%d records, %d events, %.2f s%n", records.get(), events.get(), seconds);
  }
}
