package dev.ring3.search;

import dev.ring3.collector.Pipeline;
import dev.ring3.collector.event.Event;
import dev.ring3.collector.source.FileReader;
import dev.ring3.collector.source.SourceRecord;
import dev.ring3.search.detect.Detector;
import dev.ring3.search.detect.rules.RuleFolder;
import dev.ring3.search.detect.rules.RuleSet;
import dev.ring3.search.ingest.ImportFile;
import dev.ring3.search.ingest.ImportPaths;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How fast all rules are matched on one thread: {@code DetectionBenchmark RULES EVENTS}, the folder
 * of rules and that of events. Events are decoded sixteen at a time and then matched, as an import
 * matches each right after it was written; only the matching is counted, in processor time, as
 * other programs may run.
 */
public final class DetectionBenchmark {
  private static final int ROUNDS = 5;
  private static final int BATCH = 16;
  private static final double NANOS = 1e9;
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

  private DetectionBenchmark() {}

  /** Prints a line for each round. */
  public static void main(String[] arguments) throws IOException {
    Path data = Files.createTempDirectory("ring3-rules");
    new RuleFolder(data).importFrom(Path.of(arguments[0]), "rules");
    RuleSet rules = load(data);
    long before = usedHeap();
    Detector fresh = new Detector(rules);
    System.out.printf(Locale.ROOT, "matcher: %d MB%n", (usedHeap() - before) >> 20);
    for (int round = 0; round < ROUNDS; round++) {
      Matching matching = new Matching(fresh.session());
      read(arguments[1], matching);
      double seconds = matching.nanos / NANOS;
      System.out.printf(
          Locale.ROOT,
          "%d events in %.2f s: %.0f events/s, %.2f us each, %d alerts, %d more hits%n",
          matching.events,
          seconds,
          matching.events / seconds,
          seconds * 1e6 / matching.events,
          fresh.alerts(),
          fresh.suppressed());
      if (round == ROUNDS - 1) {
        costliest(fresh);
      }
      fresh = new Detector(rules);
    }
  }

  /** Matches events batch by batch, and takes the time of it. */
  private static final class Matching {
    private final Detector.Session session;
    private final List<Event> batch = new ArrayList<>(BATCH);
    private long events;
    private long nanos;

    Matching(Detector.Session session) {
      this.session = session;
    }

    void add(Event event) {
      batch.add(event);
      if (batch.size() == BATCH) {
        finish();
      }
    }

    void finish() {
      long start = CLOCK.getCurrentThreadCpuTime();
      batch.forEach(event -> session.detect(event, _alert -> {}));
      nanos += CLOCK.getCurrentThreadCpuTime() - start;
      events += batch.size();
      batch.clear();
    }
  }

  private static RuleSet load(Path data) {
    RuleSet rules = new RuleFolder(data).load();
    for (int round = 0; round < 3; round++) {
      long start = System.nanoTime();
      rules = new RuleFolder(data).load();
      double read = (System.nanoTime() - start) / NANOS;
      Detector detector = new Detector(rules);
      double all = (System.nanoTime() - start) / NANOS;
      System.out.printf(
          Locale.ROOT, "%d rules: read %.2f s, ready %.2f s%n", detector.usage().size(), read, all);
    }
    return rules;
  }

  private static void read(String path, Matching matching) throws IOException {
    Pipeline pipeline = new Pipeline(Clock.systemUTC(), matching::add);
    for (ImportFile file : ImportPaths.find(List.of(path)).files()) {
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
    }
    matching.finish();
  }

  private static void costliest(Detector detector) {
    detector.usage().stream()
        .sorted((a, b) -> Long.compare(b.cost().nanos(), a.cost().nanos()))
        .limit(12)
        .forEach(
            usage ->
                System.out.printf(
                    Locale.ROOT,
                    "%.0f ms, %d tests, %d hits: %s%n",
                    usage.cost().nanos() / 1e6,
                    usage.cost().tests(),
                    usage.cost().hits(),
                    usage.rule().about().file()));
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
