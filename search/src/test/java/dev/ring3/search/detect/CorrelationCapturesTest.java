package dev.ring3.search.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.Pipeline;
import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.source.FileReader;
import dev.ring3.collector.source.SourceRecord;
import dev.ring3.collector.testing.Captures;
import dev.ring3.search.detect.rules.ActiveCorrelation;
import dev.ring3.search.detect.rules.AnyRule;
import dev.ring3.search.detect.rules.RuleSet;
import dev.ring3.search.index.Cases;
import dev.ring3.search.index.EventIndex;
import dev.ring3.search.index.Snapshot;
import dev.ring3.search.sigma.read.SigmaFile;
import dev.ring3.search.sigma.read.SigmaReader;
import dev.ring3.search.sigma.taxonomy.Placeholders;
import dev.ring3.search.sigma.taxonomy.RuleCompiler;
import dev.ring3.search.sigma.taxonomy.Taxonomy;
import dev.ring3.search.testing.Imports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On real events, whatever their order, an import finds what the index finds. */
class CorrelationCapturesTest {
  private static final String RULES =
      """
      title: A process
      name: process
      logsource: {category: process_creation, product: windows}
      detection: {selection: {EventID: 1}, condition: selection}
      ---
      title: A logon
      name: logon
      logsource: {product: windows, service: security}
      detection: {selection: {EventID: 4624}, condition: selection}
      ---
      title: A failed logon
      name: failed
      logsource: {product: windows, service: security}
      detection: {selection: {EventID: 4625}, condition: selection}
      ---
      title: Burst
      name: burst
      correlation: {type: event_count, rules: [process], group-by: [Computer], timespan: 1m, condition: {gte: 10}}
      generate: true
      ---
      title: Many programs
      correlation: {type: value_count, rules: [process], group-by: [Computer], timespan: 5m, condition: {field: Image, gte: 8}}
      ---
      title: Rare program
      correlation: {type: value_percentile, rules: [process], group-by: [Computer], timespan: 24h, condition: {field: Image, lte: 2}}
      ---
      title: Quiet
      correlation: {type: event_count, rules: [process], group-by: [Computer, User], timespan: 1h, condition: {gt: 1, lt: 4}}
      ---
      title: Failed and logged on
      correlation: {type: temporal, rules: [failed, logon], group-by: [TargetUserName], timespan: 1h}
      ---
      title: Bursts
      correlation: {type: event_count, rules: [burst], group-by: [Computer], timespan: 1d, condition: {gte: 2}}
      generate: true
      """;

  @TempDir Path data;

  private static List<Event> events() throws IOException {
    List<Event> events = new ArrayList<>();
    Pipeline pipeline = new Pipeline(Clock.systemUTC(), events::add);
    for (Path file : Captures.files("evtx/attack-samples", ".evtx")) {
      new FileReader()
          .read(
              file,
              file.toString(),
              item -> {
                if (item instanceof SourceRecord record) {
                  pipeline.accept(record);
                }
              });
      pipeline.flush();
    }
    return events;
  }

  private static Map<String, Long> found(RuleSet rules, List<Event> events) {
    List<Event> alerts = new ArrayList<>();
    Detector detector = new Detector(rules);
    Detector.Session session = detector.session();
    events.forEach(event -> session.detect(event, alerts::add));
    detector.finish(alerts::add);
    return alerts.stream()
        .filter(alert -> alert.has(Field.ALERT_EVENTS))
        .collect(
            Collectors.groupingBy(
                alert -> alert.text(Field.RULE_NAME).orElseThrow(),
                TreeMap::new,
                Collectors.counting()));
  }

  @Test
  void theOrderOfEventsDoesNotMatterAndTheIndexFindsTheSame() throws IOException {
    List<Event> events = events();
    SigmaFile file = SigmaReader.read("test.yml", RULES);
    RuleCompiler compiler = new RuleCompiler(Taxonomy.load(), Placeholders.none());
    RuleSet rules = RuleSet.of(file.documents(), file.findings(), Set.of(), compiler);
    assertEquals(List.of(), rules.leftOut());
    Map<String, Long> found = found(rules, events);
    System.out.println(found);
    assertTrue(found.size() >= 5, found::toString);
    long seed = Long.getLong("ring3.seed", System.nanoTime());
    System.out.println("seed " + seed);
    List<Event> shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, new Random(seed));
    assertEquals(found, found(rules, shuffled), () -> "seed " + seed);

    try (Cases cases = new Cases(data, Clock.systemUTC())) {
      Imports.into(cases, "c", "f", events);
      try (Snapshot all = EventIndex.over(cases).open(List.of("c"), Duration.ofMinutes(5))) {
        Map<String, Long> inIndex = new TreeMap<>();
        for (AnyRule rule : rules.all()) {
          if (rule instanceof ActiveCorrelation of) {
            Retro.ask(of, rules, all)
                .ifPresent(answer -> inIndex.put(of.about().title(), answer.count()));
          }
        }
        assertEquals(found, inIndex);
      }
    }
  }
}
