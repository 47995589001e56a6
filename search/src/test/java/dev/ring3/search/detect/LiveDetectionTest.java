package dev.ring3.search.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.search.detect.indicators.IndicatorLists;
import dev.ring3.search.detect.rules.RuleFolder;
import dev.ring3.search.sigma.rule.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveDetectionTest {
  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

  private static final String RULE =
      """
      title: %s
      id: 7b2f9a53-6f0f-4a06-9f0f-2a3c6d1c8e01
      level: low
      logsource:
        category: process_creation
        product: linux
      detection:
        selection:
          CommandLine|contains: needle
        condition: selection
      """;

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final InstantSource clock = now::get;
  private final List<Event> seen = new ArrayList<>();

  @TempDir Path data;
  private int imports;

  private void rule(String title) throws IOException {
    Path source = Files.createDirectories(data.resolve("source"));
    Files.writeString(source.resolve("rule.yml"), RULE.replace("%s", title));
    new RuleFolder(data).importFrom(source, "own");
    // File times can be too coarse to tell two imports apart.
    FileTime time = FileTime.from(START.plusSeconds(++imports));
    Files.setLastModifiedTime(data.resolve("rules").resolve("sigma"), time);
  }

  private static Event process(String line) {
    return Event.of(EventType.PROCESS_START, START)
        .set(Field.HOST_OS_TYPE, "linux")
        .set(Field.PROCESS_COMMAND_LINE, line)
        .build();
  }

  private List<String> alerts() {
    return seen.stream()
        .filter(event -> event.type() == EventType.ALERT)
        .map(event -> event.text(Field.MESSAGE).orElseThrow())
        .toList();
  }

  @Test
  void eventsGoOnAndAlertsFollowThem() throws IOException {
    rule("found");
    try (LiveDetection detection = LiveDetection.start(data, "linux", clock, seen::add)) {
      detection.accept(process("hay"));
      detection.accept(process("a needle"));
      assertEquals(3, seen.size());
      assertEquals(EventType.ALERT, seen.getLast().type());
    }
  }

  @Test
  void changedRulesAreTakenOver() throws IOException {
    rule("first");
    try (LiveDetection detection = LiveDetection.start(data, "linux", clock, seen::add)) {
      detection.accept(process("needle"));
      rule("second");
      detection.look();
      detection.accept(process("needle"));
      new RuleFolder(data).enable(List.of("7b2f9a53-6f0f-4a06-9f0f-2a3c6d1c8e01"), false);
      detection.look();
      detection.accept(process("needle"));
      assertEquals(List.of("first", "second"), alerts());
    }
  }

  @Test
  void aNoisyRuleIsHeldBackAndTheNumberTold() throws IOException {
    rule("noisy");
    try (LiveDetection detection = LiveDetection.start(data, "linux", clock, seen::add)) {
      for (int i = 0; i < Detector.MOST_ALERTS + 5; i++) {
        detection.accept(process("needle"));
      }
      assertEquals(Detector.MOST_ALERTS, alerts().size());
      now.set(START.plus(LiveDetection.PERIOD));
      detection.accept(process("hay"));
      assertEquals("noisy: 5 more hits, without an alert each", alerts().getLast());
      detection.accept(process("needle"));
      assertEquals("noisy", alerts().getLast());
    }
  }

  @Test
  void aProcessRaisesAnAlertOnce() throws IOException {
    rule("once");
    try (LiveDetection detection = LiveDetection.start(data, "linux", clock, seen::add)) {
      for (String id : List.of("a", "b", "a", "a")) {
        detection.accept(process("needle").toBuilder().set(Field.PROCESS_ENTITY_ID, id).build());
      }
      assertEquals(2, alerts().size());
      assertEquals(2, detection.detector().suppressed());
    }
  }

  @Test
  void rulesOfOtherSystemsAreNotLoaded() throws IOException {
    rule("linux only");
    try (LiveDetection detection = LiveDetection.start(data, "windows", clock, seen::add)) {
      detection.accept(process("needle"));
      assertEquals(List.of(), alerts());
      assertEquals(
          List.of("Program started under another parent than its creator", "Events were lost"),
          detection.detector().usage().stream().map(u -> u.rule().about().title()).toList());
    }
  }

  private static final String CORRELATION =
      """
      title: needle
      name: needle_found
      logsource: {category: process_creation, product: linux}
      detection: {selection: {CommandLine|contains: needle}, condition: selection}
      ---
      title: Three needles
      id: 7b2f9a53-6f0f-4a06-9f0f-2a3c6d1c8e02
      correlation:
        type: event_count
        rules: [needle_found]
        group-by: [User]
        timespan: 1m
        condition: {gte: 3}
      """;

  private void correlation() throws IOException {
    Path source = Files.createDirectories(data.resolve("source"));
    Files.writeString(source.resolve("rule.yml"), CORRELATION);
    new RuleFolder(data).importFrom(source, "own");
  }

  private void needle(LiveDetection detection, int second) {
    now.set(START.plusSeconds(second));
    detection.accept(
        process("needle").toBuilder().time(clock.instant()).set(Field.USER_NAME, "ada").build());
  }

  private void hay(LiveDetection detection, int second) {
    now.set(START.plusSeconds(second));
    detection.accept(process("hay").toBuilder().time(clock.instant()).build());
  }

  @Test
  void correlationsGoOnAfterARestart() throws IOException {
    correlation();
    try (LiveDetection detection = LiveDetection.start(data, "linux", clock, seen::add)) {
      needle(detection, 0);
      needle(detection, 10);
      hay(detection, 12);
    }
    try (LiveDetection detection = LiveDetection.start(data, "linux", clock, seen::add)) {
      needle(detection, 50);
      hay(detection, 54);
      assertEquals(List.of(), alerts(), "earlier events may still come");
      hay(detection, 55);
      assertEquals(1, alerts().size());
      Event alert = seen.getLast();
      assertEquals(3, alert.number(Field.ALERT_EVENTS).orElseThrow());
      assertEquals(START, alert.instant(Field.EVENT_START).orElseThrow());
    }
    try (LiveDetection detection = LiveDetection.start(data, "linux", clock, seen::add)) {
      needle(detection, 58);
      hay(detection, 70);
      assertEquals(1, alerts().size(), "the group was told of within the timespan");
    }
  }

  @Test
  void correlationsGoOnWhenOtherRulesChange() throws IOException {
    correlation();
    try (LiveDetection detection = LiveDetection.start(data, "linux", clock, seen::add)) {
      needle(detection, 0);
      needle(detection, 1);
      new RuleFolder(data).enable(List.of("7b2f9a53-6f0f-4a06-9f0f-2a3c6d1c8e01"), false);
      detection.look();
      needle(detection, 2);
      hay(detection, 10);
      assertEquals(1, alerts().size());
    }
  }

  @Test
  void aDamagedMemoryIsToldAndLeft() throws IOException {
    correlation();
    try (LiveDetection detection = LiveDetection.start(data, "linux", clock, seen::add)) {
      needle(detection, 0);
    }
    Path file = data.resolve("correlations.state");
    byte[] state = Files.readAllBytes(file);
    for (int cut : new int[] {0, 1, 8, state.length / 2, state.length - 1}) {
      seen.clear();
      Files.write(file, java.util.Arrays.copyOf(state, cut));
      try (LiveDetection detection = LiveDetection.start(data, "linux", clock, seen::add)) {
        assertEquals(EventType.AGENT_ERROR, seen.getFirst().type(), () -> "cut to " + cut);
        needle(detection, 1);
        hay(detection, 10);
        assertEquals(List.of(), alerts());
      }
    }
  }

  @Test
  void listsOfIndicatorsAreTakenOver() throws IOException {
    try (LiveDetection detection = LiveDetection.start(data, "linux", clock, seen::add)) {
      Event query =
          Event.of(EventType.DNS_QUERY, START)
              .set(Field.DNS_QUESTION_NAME, "evil.example")
              .set(Field.PROCESS_ENTITY_ID, "p1")
              .build();
      detection.accept(query);
      assertEquals(List.of(), alerts());
      Path feed = Files.writeString(data.resolve("feed.txt"), "evil.example");
      IndicatorLists lists = new IndicatorLists(data, clock);
      lists.importFrom(feed, new IndicatorLists.Wishes("feed", "feed.txt", null, null, Level.HIGH));
      detection.look();
      detection.accept(query);
      detection.accept(query);
      assertEquals(
          List.of("Indicator of feed: evil.example in dns.question.name"),
          alerts(),
          "once for each process");
      Path file = data.resolve("indicators/feed.list");
      Files.write(file, new byte[] {1});
      FileTime time = FileTime.from(START.plusSeconds(9));
      Files.setLastModifiedTime(data.resolve("indicators"), time);
      detection.look();
      assertEquals(
          "a list of indicators cannot be used: feed.list: ",
          detection.problem().orElseThrow().substring(0, 48));
    }
  }
}
