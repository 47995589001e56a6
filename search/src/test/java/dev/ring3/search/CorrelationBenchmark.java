package dev.ring3.search;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.search.detect.Detector;
import dev.ring3.search.detect.rules.RuleSet;
import dev.ring3.search.sigma.read.SigmaFile;
import dev.ring3.search.sigma.read.SigmaReader;
import dev.ring3.search.sigma.taxonomy.Placeholders;
import dev.ring3.search.sigma.taxonomy.RuleCompiler;
import dev.ring3.search.sigma.taxonomy.Taxonomy;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/**
 * What correlations cost when every event is a hit: {@code CorrelationBenchmark HITS}, of 5,000
 * users, for a count, a count of values, and an order of two.
 */
public final class CorrelationBenchmark {
  private static final int USERS = 5_000;
  private static final int STEP = 50_000;
  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

  private static final String RULES =
      """
      title: A process
      name: a
      logsource: {category: process_creation, product: linux}
      detection: {selection: {process.pid|gte: 0}, condition: selection}
      ---
      title: A shell
      name: b
      logsource: {category: process_creation, product: linux}
      detection: {selection: {process.name: sh}, condition: selection}
      ---
      title: Many
      correlation: {type: event_count, rules: [a], group-by: [user.name], timespan: 1h, condition: {gte: 1000}}
      ---
      title: Different
      correlation: {type: value_count, rules: [a], group-by: [user.name], timespan: 1h, condition: {field: process.pid, gte: 1000}}
      ---
      title: In order
      correlation: {type: temporal_ordered, rules: [b, a], group-by: [user.name], timespan: 5m}
      """;

  private CorrelationBenchmark() {}

  /** Prints a line for each part of the hits. */
  public static void main(String[] arguments) {
    int hits = Integer.parseInt(arguments[0]);
    SigmaFile file = SigmaReader.read("rules.yml", RULES);
    RuleSet rules =
        RuleSet.of(
            file.documents(),
            file.findings(),
            Set.of(),
            new RuleCompiler(Taxonomy.load(), Placeholders.none()));
    run("live", rules, true, hits);
    run("import", rules, false, hits);
  }

  private static void run(String how, RuleSet rules, boolean isLive, int hits) {
    Detector detector = new Detector(rules, isLive);
    Detector.Session session = detector.session();
    long heap = 0;
    long before = usedHeap();
    long nanos = 0;
    for (int i = 0; i < hits; i++) {
      Event event = event(i);
      long start = System.nanoTime();
      session.detect(event, _alert -> {});
      detector.advance(event.time(), _alert -> {});
      nanos += System.nanoTime() - start;
      if (i % STEP == STEP - 1) {
        heap = Math.max(heap, usedHeap() - before);
      }
    }
    long start = System.nanoTime();
    int state = detector.correlationState().length;
    double saved = (System.nanoTime() - start) / 1e6;
    start = System.nanoTime();
    detector.finish(_alert -> {});
    System.out.printf(
        Locale.ROOT,
        "%s: %.2f us a hit, %d MB at most, state %.1f MB in %.0f ms, end %.2f s, %d alerts, %s%n",
        how,
        nanos / 1e3 / hits,
        heap >> 20,
        state / 1e6,
        saved,
        (System.nanoTime() - start) / 1e9,
        detector.alerts(),
        detector.correlationCounts());
  }

  private static Event event(int number) {
    return Event.of(EventType.PROCESS_START, START.plusMillis(10L * number))
        .set(Field.HOST_OS_TYPE, "linux")
        .set(Field.HOST_NAME, "host-" + number % 100)
        .set(Field.USER_NAME, "user-" + number % USERS)
        .set(Field.PROCESS_PID, number % 30_000)
        .set(Field.PROCESS_ENTITY_ID, "0e95725d-7320-415d-80f7-" + (100_000_000_000L + number))
        .set(Field.PROCESS_NAME, number % 3 == 0 ? "sh" : "ls")
        .build();
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
