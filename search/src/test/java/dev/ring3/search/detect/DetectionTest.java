package dev.ring3.search.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.search.detect.rules.ActiveRule;
import dev.ring3.search.detect.rules.FollowedRules;
import dev.ring3.search.detect.rules.RuleFolder;
import dev.ring3.search.detect.rules.RuleSet;
import dev.ring3.search.detect.rules.RulesException;
import dev.ring3.search.index.CaseWriter;
import dev.ring3.search.index.Cases;
import dev.ring3.search.index.EventIndex;
import dev.ring3.search.index.Order;
import dev.ring3.search.index.Snapshot;
import dev.ring3.search.ingest.ImportFile;
import dev.ring3.search.ingest.ImportReport;
import dev.ring3.search.ingest.ImportRun;
import dev.ring3.search.query.Criterion;
import dev.ring3.search.query.Name;
import dev.ring3.search.query.Query;
import dev.ring3.search.query.TextPattern;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectionTest {
  private static final String ID = "7b2f9a53-6f0f-4a06-9f0f-2a3c6d1c8e01";

  private static final String RULE =
      """
      title: Shell runs id
      id: 7b2f9a53-6f0f-4a06-9f0f-2a3c6d1c8e01
      level: high
      tags:
        - attack.discovery
        - attack.privilege-escalation
        - attack.t1059.004
      logsource:
        category: process_creation
        product: linux
      detection:
        selection:
          Image|endswith: '/sh'
          CommandLine|contains: ' ID'
        filter:
          User: root
        condition: selection and not filter
      """;

  private static final String LOG =
      """
      {"@timestamp":"2026-01-01T10:00:00Z","event":{"category":"process","type":"start"},\
      "host":{"name":"web-1","os":{"type":"linux"}},\
      "process":{"pid":7,"entity_id":"p7","executable":"/bin/sh","command_line":"sh -c id"}}
      {"@timestamp":"2026-01-02T10:00:00Z","event":{"category":"process","type":"start"},\
      "host":{"name":"web-1","os":{"type":"linux"}},"user":{"name":"root"},\
      "process":{"pid":8,"executable":"/bin/sh","command_line":"sh -c id"}}
      """;

  @TempDir Path folder;
  private RuleFolder rules;

  @BeforeEach
  void importRules() throws IOException {
    Path source = Files.createDirectories(folder.resolve("source/deep"));
    Files.writeString(source.resolve("shell.yml"), RULE);
    Files.writeString(source.resolve("readme.md"), "no rule");
    rules = new RuleFolder(folder.resolve("data"));
    assertFalse(rules.hasRules());
    assertEquals(1, rules.importFrom(folder.resolve("source"), "own"));
  }

  private static Query alertsQuery() {
    return new Query.Match(
        new Name.OfField(Field.EVENT_KIND), new Criterion.Text(TextPattern.of("alert")));
  }

  @Test
  void followedRulesAreTakenOverWhenTheyChange() throws IOException {
    Path source = folder.resolve("source");
    FollowedRules followed = new FollowedRules(folder.resolve("data"));
    followed.follow("own", source);
    assertEquals(List.of(), followed.refresh());
    Files.writeString(source.resolve("deep/shell.yml"), RULE.replace("runs id", "runs anything"));
    assertEquals(List.of("own"), followed.refresh());
    assertTrue(rules.load().find("Shell runs anything").isPresent());
    assertEquals(List.of(), followed.refresh());
    Files.move(source, folder.resolve("elsewhere"));
    assertEquals(List.of(), followed.refresh());
    assertTrue(rules.load().find("Shell runs anything").isPresent(), "gone with its source");
    followed.leave("own");
    Files.move(folder.resolve("elsewhere"), source);
    Files.writeString(source.resolve("deep/shell.yml"), RULE);
    assertEquals(List.of(), followed.refresh());
  }

  @Test
  void anImportRaisesAlertsThatSayWhoDidIt() throws IOException {
    Path log = Files.writeString(folder.resolve("log.ndjson"), LOG);
    try (Cases cases = new Cases(folder.resolve("data"), Clock.systemUTC())) {
      try (CaseWriter target = cases.write("c")) {
        ImportReport report =
            new ImportRun(
                    target,
                    List.of(new ImportFile(log, "log.ndjson")),
                    false,
                    Clock.systemUTC(),
                    new Detector(rules.load()))
                .run();
        assertEquals(2, report.events());
        assertEquals(1, report.alerts());
      }
      try (Snapshot snapshot = EventIndex.over(cases).open(List.of("c"), Duration.ofSeconds(30))) {
        List<Event> alerts = new ArrayList<>();
        snapshot.forEach(alertsQuery(), Order.NEWEST_FIRST, 10, row -> alerts.add(row.event()));
        assertEquals(1, alerts.size());
        Event alert = alerts.getFirst();
        assertEquals(EventType.ALERT, alert.type());
        assertEquals(Instant.parse("2026-01-01T10:00:00Z"), alert.time());
        assertEquals(ID, alert.text(Field.RULE_UUID).orElseThrow());
        assertEquals("Shell runs id", alert.text(Field.RULE_NAME).orElseThrow());
        assertEquals("high", alert.text(Field.RULE_LEVEL).orElseThrow());
        assertEquals(List.of("T1059.004"), alert.texts(Field.THREAT_TECHNIQUE_ID));
        assertEquals(
            List.of("Discovery", "Privilege Escalation"), alert.texts(Field.THREAT_TACTIC_NAME));
        assertEquals("p7", alert.text(Field.PROCESS_ENTITY_ID).orElseThrow());
        assertEquals(alert.time(), alert.instant(Field.EVENT_START).orElseThrow());

        Query query = ((ActiveRule) rules.load().find(ID).orElseThrow()).query();
        Retro.Answer answer = Retro.ask(query, snapshot).orElseThrow();
        assertEquals(1, answer.count());
        assertEquals(alert.time(), answer.first());
        assertEquals("web-1", answer.hosts().getFirst().value());
      }
    }
  }

  private static Detector.Usage usage(Detector detector) {
    return detector.usage().stream()
        .filter(usage -> usage.rule().about().id().equals(ID))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aDisabledRuleRaisesNothingAndReloadsWithoutAGap() {
    Event event =
        Event.of(EventType.PROCESS_START, Instant.EPOCH)
            .set(Field.HOST_OS_TYPE, "linux")
            .set(Field.PROCESS_EXECUTABLE, "/bin/sh")
            .set(Field.PROCESS_COMMAND_LINE, "sh -c id")
            .build();
    Detector detector = new Detector(rules.load());
    Detector.Session session = detector.session();
    List<Event> alerts = new ArrayList<>();
    session.detect(event, alerts::add);
    assertEquals(1, alerts.size());
    assertEquals(1, usage(detector).cost().hits());
    session.detect(alerts.getFirst(), alerts::add);
    assertEquals(1, alerts.size(), "alerts are not looked at");

    rules.enable(List.of(ID), false);
    detector.use(rules.load());
    session.detect(event, alerts::add);
    assertEquals(1, alerts.size());

    rules.enable(List.of(ID), true);
    detector.use(rules.load());
    session.detect(event, alerts::add);
    assertEquals(2, alerts.size());
  }

  @Test
  void alertsOfOneRuleAreLimited() {
    Event event =
        Event.of(EventType.PROCESS_START, Instant.EPOCH)
            .set(Field.HOST_OS_TYPE, "linux")
            .set(Field.PROCESS_EXECUTABLE, "/bin/sh")
            .set(Field.PROCESS_COMMAND_LINE, "sh -c id")
            .build();
    Detector detector = new Detector(rules.load());
    Detector.Session session = detector.session();
    for (int i = 0; i < Detector.MOST_ALERTS + 5; i++) {
      session.detect(event, _alert -> {});
    }
    assertEquals(Detector.MOST_ALERTS, detector.alerts());
    assertEquals(5, detector.suppressed());
  }

  @Test
  void aFilterNarrowsTheRulesItNames() throws IOException {
    Path source = folder.resolve("source");
    Files.writeString(
        source.resolve("filter.yml"),
        """
        title: Not on web servers
        logsource:
          category: process_creation
          product: linux
        filter:
          rules: any
          selection:
            Computer|startswith: web
          condition: not selection
        """);
    rules.importFrom(source, "own");
    RuleSet set = rules.load();
    assertEquals(List.of(), set.leftOut());
    Event.Builder event =
        Event.of(EventType.PROCESS_START, Instant.EPOCH)
            .set(Field.HOST_OS_TYPE, "linux")
            .set(Field.PROCESS_EXECUTABLE, "/bin/sh")
            .set(Field.PROCESS_COMMAND_LINE, "sh -c id");
    Detector.Session session = new Detector(set).session();
    List<Event> alerts = new ArrayList<>();
    session.detect(event.set(Field.HOST_NAME, "web-1").build(), alerts::add);
    assertEquals(0, alerts.size());
    session.detect(event.set(Field.HOST_NAME, "desk-1").build(), alerts::add);
    assertEquals(1, alerts.size());
  }

  @Test
  void aMemberThatLeadsOutOfItsArchiveIsRefused() throws IOException {
    Path zip = folder.resolve("evil.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream archive = new ZipOutputStream(out)) {
      archive.putNextEntry(new ZipEntry("../../evil.yml"));
      archive.write(RULE.getBytes(StandardCharsets.UTF_8));
      archive.closeEntry();
    }
    RulesException e = assertThrows(RulesException.class, () -> rules.importFrom(zip, "own"));
    assertTrue(String.valueOf(e.getMessage()).contains("leads out of its archive"), e::toString);
    assertTrue(rules.load().find(ID).isPresent(), "what was there stays");
    assertFalse(Files.exists(folder.resolve("evil.yml")));
  }
}
