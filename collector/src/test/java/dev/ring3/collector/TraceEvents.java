package dev.ring3.collector;

import dev.ring3.collector.source.EtwEventRecord;
import dev.ring3.collector.source.FileReader;
import dev.ring3.collector.source.SourceRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads files up to finished events, or with {@code --decode} up to each value's text, and counts:
 * to compare with other readers of traces.
 */
final class TraceEvents {
  private TraceEvents() {}

  public static void main(String[] arguments) throws IOException {
    boolean isDecode = arguments[0].equals("--decode");
    List<String> files = Arrays.asList(arguments).subList(isDecode ? 1 : 0, arguments.length);
    AtomicLong records = new AtomicLong();
    AtomicLong events = new AtomicLong();
    AtomicLong values = new AtomicLong();
    long start = System.nanoTime();
    Optional<Pipeline> pipeline =
        isDecode
            ? Optional.empty()
            : Optional.of(new Pipeline(Clock.systemUTC(), event -> events.incrementAndGet()));
    for (String file : files) {
      new FileReader()
          .read(
              Path.of(file),
              file,
              item -> {
                if (item instanceof SourceRecord record) {
                  records.incrementAndGet();
                  pipeline.ifPresent(p -> p.accept(record));
                  if (isDecode
                      && record instanceof EtwEventRecord trace
                      && trace.decoded() != null) {
                    values.addAndGet(trace.decoded().texts().size());
                  }
                }
              });
      pipeline.ifPresent(Pipeline::flush);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%d records, %d values, %d events, %.2f s%n",
        records.get(), values.get(), events.get(), seconds);
  }
}
