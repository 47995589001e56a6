package dev.ring3.search.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.search.detect.rules.AnyRule;
import dev.ring3.search.detect.rules.LeftOut;
import dev.ring3.search.detect.rules.RuleFolder;
import dev.ring3.search.detect.rules.RuleSet;
import dev.ring3.search.index.CaseWriter;
import dev.ring3.search.index.Cases;
import dev.ring3.search.index.EventIndex;
import dev.ring3.search.index.Order;
import dev.ring3.search.index.Snapshot;
import dev.ring3.search.ingest.ImportFile;
import dev.ring3.search.ingest.ImportRun;
import dev.ring3.search.query.Aliases;
import dev.ring3.search.query.Names;
import dev.ring3.search.query.Query;
import dev.ring3.search.query.QueryParser;
import dev.ring3.search.sigma.read.SigmaFile;
import dev.ring3.search.sigma.read.SigmaReader;
import dev.ring3.search.sigma.taxonomy.Placeholders;
import dev.ring3.search.sigma.taxonomy.RuleCompiler;
import dev.ring3.search.sigma.taxonomy.Taxonomy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the specification describes, on events that are made up. */
class CorrelationTest {
  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

  private static final String LOGONS =
      """
      title: A logon that failed
      id: 3a0e1a53-6f0f-4a06-9f0f-2a3c6d1c8e01
      name: failed
      level: low
      logsource: {product: windows, service: security}
      detection: {selection: {EventID: 4625}, condition: selection}
      ---
      title: A logon
      id: 3a0e1a53-6f0f-4a06-9f0f-2a3c6d1c8e02
      name: succeeded
      level: informational
      logsource: {product: windows, service: security}
      detection: {selection: {EventID: 4624}, condition: selection}
      ---
      title: A share was opened
      id: 3a0e1a53-6f0f-4a06-9f0f-2a3c6d1c8e03
      name: share
      logsource: {product: windows, service: security}
      detection: {selection: {EventID: 5140}, condition: selection}
      ---
      """;

  private static final RuleCompiler COMPILER =
      new RuleCompiler(Taxonomy.load(), Placeholders.none());

  private static RuleSet rules(String... correlations) {
    String text = LOGONS + String.join("---\n", correlations);
    SigmaFile file = SigmaReader.read("test.yml", text);
    assertEquals(List.of(), file.errors());
    return RuleSet.of(file.documents(), file.findings(), Set.of(), COMPILER);
  }

  private static Event.Builder logon(long second, int code, String user, String host) {
    return Event.of(EventType.LOGON, START.plusSeconds(second))
        .set(Field.EVENT_CODE, Integer.toString(code))
        .set(Field.WINLOG_CHANNEL, "Security")
        .set(Field.EVENT_PROVIDER, "Microsoft-Windows-Security-Auditing")
        .set(Field.HOST_OS_TYPE, "windows")
        .set(Field.HOST_NAME, host)
        .source("winlog.event_data.TargetUserName", user);
  }

  private static Event failed(long second, String user) {
    return logon(second, 4625, user, "dc1").build();
  }

  private static Event share(long second, String user, String share) {
    return logon(second, 5140, user, "fs1").source("winlog.event_data.ShareName", share).build();
  }

  private static List<Event> alerts(RuleSet rules, List<Event> events) {
    assertEquals(List.of(), rules.leftOut());
    List<Event> alerts = new ArrayList<>();
    Detector detector = new Detector(rules);
    Detector.Session session = detector.session();
    events.forEach(event -> session.detect(event, alerts::add));
    detector.finish(alerts::add);
    return alerts;
  }

  private static List<String> names(List<Event> alerts) {
    return alerts.stream().map(alert -> alert.text(Field.RULE_NAME).orElseThrow()).toList();
  }

  private static String many(int atLeast) {
    return """
        title: Many logons failed
        id: 3a0e1a53-6f0f-4a06-9f0f-2a3c6d1c8e10
        name: many
        level: high
        tags: [attack.credential-access, attack.t1110]
        correlation:
          type: event_count
          rules: [failed]
          group-by: [TargetUserName]
          timespan: 10m
          condition: {gte: %d}
        """
        .formatted(atLeast);
  }

  @Test
  void failedLogonsAreCountedForEachAccount() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      events.add(failed(30L * i, "user" + i % 4));
      events.add(failed(30L * i, "ADA"));
    }
    List<Event> alerts = alerts(rules(many(10)), events);
    assertEquals(List.of("Many logons failed"), names(alerts));
    Event alert = alerts.getFirst();
    assertEquals(START, alert.instant(Field.EVENT_START).orElseThrow());
    assertEquals(START.plusSeconds(270), alert.instant(Field.EVENT_END).orElseThrow());
    assertEquals(10, alert.number(Field.ALERT_EVENTS).orElseThrow());
    assertEquals(List.of("TargetUserName=ADA"), alert.texts(Field.ALERT_GROUP));
    assertEquals(List.of("A logon that failed"), alert.texts(Field.ALERT_RULES));
    assertEquals(List.of("T1110"), alert.texts(Field.THREAT_TECHNIQUE_ID));
    assertEquals("dc1", alert.text(Field.HOST_NAME).orElseThrow());
    assertEquals("alert", alert.text(Field.EVENT_KIND).orElseThrow());
    assertEquals(
        "Many logons failed: 10 events with TargetUserName=ADA, event_count is 10",
        alert.text(Field.MESSAGE).orElseThrow());
  }

  @Test
  void anAlertHoldsAHuntForItsEvents() {
    Event alert = alerts(rules(many(3)), failures(3)).getFirst();
    Query query =
        new QueryParser(Clock.systemUTC())
            .parse(
                alert.text(Field.ALERT_QUERY).orElseThrow(),
                new Names(
                    Aliases.load(),
                    _name -> List.of(),
                    List.of("winlog.event_data.TargetUserName")));
    var matcher = new dev.ring3.search.query.match.EventMatcher(query);
    assertTrue(failures(3).stream().allMatch(matcher::matches), query::toString);
    assertTrue(!matcher.matches(alert));
    assertTrue(!matcher.matches(failed(1, "bob")));
  }

  private static List<Event> failures(int count) {
    return Stream.iterate(0, i -> i < count, i -> i + 1).map(i -> failed(i, "ada")).toList();
  }

  @Test
  void whileItGoesOnThereIsOneAlertForEachTimespan() {
    List<Event> events = new ArrayList<>();
    for (int second = 0; second < 1_500; second += 10) {
      events.add(failed(second, "ada"));
    }
    assertEquals(3, alerts(rules(many(5)), events).size());
  }

  @Test
  void differentSharesAreCounted() {
    String scan =
        """
        title: Many shares
        correlation:
          type: value_count
          rules: [share]
          group-by: [TargetUserName, Computer]
          timespan: 1m
          condition: {field: ShareName, gt: 3}
        """;
    List<Event> events = new ArrayList<>();
    for (String share : List.of("c$", "C$", "admin$", "ipc$", "home")) {
      events.add(share(events.size(), "ada", share));
      events.add(share(events.size(), "bob", "home"));
    }
    List<Event> alerts = alerts(rules(scan), events);
    assertEquals(List.of("Many shares"), names(alerts));
    assertEquals("4", alerts.getFirst().source().get("ring3.alert.value"));
    assertEquals("fs1", alerts.getFirst().text(Field.HOST_NAME).orElseThrow());
  }

  @Test
  void combinationsOfFieldsAreCounted() {
    String pairs =
        """
        title: Many pairs
        correlation:
          type: value_count
          rules: [share]
          timespan: 1m
          condition: {field: [TargetUserName, ShareName], gte: 3}
        """;
    assertEquals(
        1,
        alerts(
                rules(pairs),
                List.of(share(1, "ada", "x"), share(2, "ada", "y"), share(3, "bob", "x")))
            .size());
    assertEquals(
        0,
        alerts(
                rules(pairs),
                List.of(share(1, "ada", "x"), share(2, "ada", "y"), share(3, "ada", "x")))
            .size());
  }

  @Test
  void manyFailuresAndThenALogonIsAChainOfCorrelations() {
    String chain =
        """
        title: Guessed
        id: 3a0e1a53-6f0f-4a06-9f0f-2a3c6d1c8e11
        level: critical
        correlation:
          type: temporal_ordered
          rules: [many, succeeded]
          group-by: [TargetUserName]
          timespan: 10m
        """;
    List<Event> guessed = new ArrayList<>(failures(12));
    guessed.add(logon(60, 4624, "Ada", "dc1").build());
    List<Event> alerts = alerts(rules(chain, many(10)), guessed);
    assertEquals(List.of("Guessed"), names(alerts), "the others only serve it");
    assertEquals(START, alerts.getFirst().instant(Field.EVENT_START).orElseThrow());
    List<Event> reversed = new ArrayList<>(failures(12));
    reversed.add(logon(-60, 4624, "ada", "dc1").build());
    assertEquals(List.of(), alerts(rules(chain, many(10)), reversed));
    List<Event> other = new ArrayList<>(failures(12));
    other.add(logon(60, 4624, "bob", "dc1").build());
    assertEquals(List.of(), alerts(rules(chain, many(10)), other));
  }

  @Test
  void whatServesRaisesAlertsOnlyIfItIsGenerated() {
    String generating = many(3) + "generate: true\n";
    assertEquals(List.of("Many logons failed"), names(alerts(rules(many(3)), failures(3))));
    List<String> all = names(alerts(rules(generating), failures(3)));
    assertEquals(4, all.size(), all::toString);
    RuleSet disabled =
        RuleSet.of(
            SigmaReader.read("test.yml", LOGONS + many(3)).documents(),
            List.of(),
            Set.of("3a0e1a53-6f0f-4a06-9f0f-2a3c6d1c8e10"),
            COMPILER);
    assertEquals(
        List.of("A logon that failed", "A logon that failed", "A logon that failed"),
        names(alerts(disabled, failures(3))),
        "a correlation that is off silences nothing");
  }

  @Test
  void rulesInAnyOrderWithinATimeAreTemporal() {
    String near =
        """
        title: Share and failure
        correlation:
          type: temporal
          rules: [failed, share]
          group-by: [TargetUserName]
          timespan: 5m
        """;
    assertEquals(1, alerts(rules(near), List.of(share(0, "ada", "x"), failed(300, "ada"))).size());
    assertEquals(0, alerts(rules(near), List.of(share(0, "ada", "x"), failed(301, "ada"))).size());
    assertEquals(0, alerts(rules(near), List.of(share(0, "ada", "x"), failed(3, "bob"))).size());
  }

  @Test
  void aliasesJoinFieldsOfDifferentNames() {
    String joined =
        """
        title: From there and to there
        correlation:
          type: temporal
          rules: [failed, share]
          group-by: [who]
          timespan: 5m
          aliases:
            who:
              failed: TargetUserName
              share: SubjectUserName
        """;
    Event share =
        logon(5, 5140, "somebody", "fs1")
            .source("winlog.event_data.SubjectUserName", "ada")
            .build();
    List<Event> alerts = alerts(rules(joined), List.of(failed(0, "ada"), share));
    assertEquals(List.of("who=ada"), alerts.getFirst().texts(Field.ALERT_GROUP));
    assertEquals(0, alerts(rules(joined), List.of(failed(0, "somebody"), share)).size());
  }

  private static String measured(String type, String condition) {
    return """
        title: Measured
        correlation:
          type: %s
          rules: [share]
          group-by: [TargetUserName]
          timespan: 1h
          condition: {field: RelativeSize, %s}
        """
        .formatted(type, condition);
  }

  private static List<Event> sizes(String... sizes) {
    List<Event> events = new ArrayList<>();
    Arrays.stream(sizes)
        .forEach(
            size ->
                events.add(
                    logon(events.size(), 5140, "ada", "fs1")
                        .source("winlog.event_data.RelativeSize", size)
                        .build()));
    return events;
  }

  private static int found(String type, String condition, String... sizes) {
    return alerts(rules(measured(type, condition)), sizes(sizes)).size();
  }

  @Test
  void valuesAreSummedAveragedAndRanked() {
    assertEquals(1, found("value_sum", "gt: 1000", "600", "no number", "401"));
    assertEquals(0, found("value_sum", "gt: 1000", "600", "400"));
    assertEquals(0, found("value_avg", "gt: 500", "1000", "0"), "the first alone is not enough");
    assertEquals(1, found("value_avg", "gt: 500", "1000", "0.5"));
    assertEquals(1, found("value_median", "eq: 2", "9", "2", "1"));
    assertEquals(1, found("value_percentile", "gte: 9, percentile: 90", arr(9)));
    assertEquals(0, found("value_percentile", "gte: 9, percentile: 80", arr(9)));
    assertEquals(1, found("value_percentile", "lte: 20", "a", "a", "a", "a", "rare"));
    assertEquals(0, found("value_percentile", "lte: 19", "a", "a", "a", "a", "rare"));
  }

  private static String[] arr(int last) {
    return Stream.iterate(1, i -> i <= last, i -> i + 1)
        .map(String::valueOf)
        .toArray(String[]::new);
  }

  @Test
  void aRangeIsLookedAtWhenTheTimespanIsOver() {
    String range = many(2).replace("{gte: 2}", "{gt: 2, lte: 4}");
    assertEquals(0, alerts(rules(range), failures(2)).size());
    assertEquals(1, alerts(rules(range), failures(4)).size());
    assertEquals(0, alerts(rules(range), failures(5)).size());
  }

  @Test
  void whatCannotRunIsToldWithItsReason() {
    RuleSet rules =
        rules(
            many(3).replace("[failed]", "[missing]"),
            """
            title: Circle
            name: circle
            correlation: {type: temporal, rules: [circle, failed], timespan: 1m}
            """,
            """
            title: On top of what is missing
            correlation: {type: temporal, rules: [many, failed], timespan: 1m}
            """);
    assertEquals(
        List.of(
            "no rule 'missing' is there that can run",
            "'circle' cannot run: it refers to itself",
            "'many' cannot run: no rule 'missing' is there that can run"),
        rules.leftOut().stream().map(LeftOut::reason).toList());
  }

  @TempDir Path folder;

  private static String process(int number) {
    return """
        {"@timestamp":"%s","event":{"category":"process","type":"start"},\
        "host":{"name":"host%d","os":{"type":"linux"}},"user":{"name":"ada"},\
        "process":{"pid":7,"entity_id":"p%d","name":"sshd"}}
        """
        .formatted(START.plusSeconds(number), number, number);
  }

  @Test
  void filesOfTheSameTimeAreCorrelatedWhateverTheirOrder() throws IOException {
    Path source = Files.createDirectories(folder.resolve("rules"));
    Files.writeString(
        source.resolve("a.yml"),
        """
        title: Failed
        name: failed_here
        logsource: {category: process_creation, product: linux}
        detection: {selection: {process.name: sshd}, condition: selection}
        """);
    Files.writeString(
        source.resolve("b.yml"),
        """
        title: Everywhere at once
        id: 3a0e1a53-6f0f-4a06-9f0f-2a3c6d1c8e20
        correlation:
          type: value_count
          rules: [failed_here]
          group-by: [user.name]
          timespan: 1m
          condition: {field: host.name, gte: 3}
        """);
    RuleFolder rules = new RuleFolder(folder.resolve("data"));
    rules.importFrom(source, "own");
    List<ImportFile> files = new ArrayList<>();
    for (int i = 3; i > 0; i--) {
      String name = "log" + i + ".ndjson";
      files.add(new ImportFile(Files.writeString(folder.resolve(name), process(i)), name));
    }
    try (Cases cases = new Cases(folder.resolve("data"), Clock.systemUTC())) {
      try (CaseWriter target = cases.write("c")) {
        RuleSet set = rules.load();
        new ImportRun(target, files, false, Clock.systemUTC(), new Detector(set)).run();
      }
      RuleSet set = rules.load();
      try (Snapshot all = EventIndex.over(cases).open(List.of("c"), Duration.ofSeconds(30))) {
        List<Event> alerts = new ArrayList<>();
        all.forEach(
            new Query.Exists(new dev.ring3.search.query.Name.OfField(Field.ALERT_EVENTS)),
            Order.NEWEST_FIRST,
            10,
            row -> alerts.add(row.event()));
        assertEquals(List.of("Everywhere at once"), names(alerts));
        Event alert = alerts.getFirst();
        assertEquals(START.plusSeconds(1), alert.instant(Field.EVENT_START).orElseThrow());
        assertEquals(List.of("p1", "p2", "p3"), alert.texts(Field.ALERT_ENTITIES));
        assertEquals("ada", alert.text(Field.USER_NAME).orElseThrow());
        assertTrue(!alert.has(Field.HOST_NAME), "they are of different hosts");

        AnyRule rule = set.find("3a0e1a53-6f0f-4a06-9f0f-2a3c6d1c8e20").orElseThrow();
        Retro.Answer answer = Retro.ask(rule, set, all).orElseThrow();
        assertEquals(1, answer.count());
        assertEquals(START.plusSeconds(1), answer.first());
        assertEquals(3, answer.hosts().size());
      }
    }
  }
}
