package dev.ring3.search.detect.correlate;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.search.query.Name;
import dev.ring3.search.query.Names;
import dev.ring3.search.query.Query;
import dev.ring3.search.sigma.read.SigmaReader;
import dev.ring3.search.sigma.rule.LogSource;
import dev.ring3.search.sigma.rule.SigmaDocument;
import java.time.Instant;
import java.util.List;

/** Correlations over three rules called a, b and c, and their hits. */
final class Correlations {
  static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

  private Correlations() {}

  /** What a correlation of that text would need, with every correlation enabled. */
  static CorrelationPlan plan(String text) {
    return set(text).plan(_id -> true);
  }

  static CorrelationSet set(String text) {
    List<SigmaDocument> read =
        SigmaReader.read(
                "test.yml", text + "---\n" + rule("a") + "---\n" + rule("b") + "---\n" + rule("c"))
            .documents();
    return CorrelationSet.of(
        read.stream()
            .filter(SigmaDocument.Correlated.class::isInstance)
            .map(SigmaDocument.Correlated.class::cast)
            .toList(),
        read.stream()
            .filter(SigmaDocument.Rule.class::isInstance)
            .map(SigmaDocument.Rule.class::cast)
            .map(each -> new CorrelationSet.BaseRule(each.about(), each.logSource()))
            .toList(),
        Correlations::places);
  }

  private static String rule(String name) {
    return """
        title: Rule %s
        name: %s
        logsource: {category: process_creation}
        detection: {selection: {process.name: %s}, condition: selection}
        """
        .formatted(name, name, name);
  }

  private static List<Names.Place> places(LogSource source, String field) {
    return Field.named(field)
        .map(found -> List.of(new Names.Place(new Query.All(), new Name.OfField(found))))
        .orElse(List.of());
  }

  /** A hit so many seconds after the start. */
  static Event event(long second, String user, long size) {
    return Event.of(EventType.PROCESS_START, START.plusSeconds(second))
        .set(Field.USER_NAME, user)
        .set(Field.HOST_NAME, "h")
        .set(Field.PROCESS_ENTITY_ID, user + second)
        .set(Field.FILE_SIZE, size)
        .build();
  }

  /** The place of a rule among those that the plan needs. */
  static int rule(CorrelationPlan plan, String name) {
    for (int i = 0; i < plan.rules().size(); i++) {
      if (name.equals(plan.rules().get(i).name())) {
        return i;
      }
    }
    throw new IllegalArgumentException("no rule " + name);
  }
}
