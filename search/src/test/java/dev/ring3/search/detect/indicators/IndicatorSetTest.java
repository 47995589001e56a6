package dev.ring3.search.detect.indicators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.search.detect.Detector;
import dev.ring3.search.detect.indicators.value.IndicatorType;
import dev.ring3.search.detect.rules.RuleFolder;
import dev.ring3.search.index.Cases;
import dev.ring3.search.index.EventIndex;
import dev.ring3.search.index.Snapshot;
import dev.ring3.search.sigma.rule.Level;
import dev.ring3.search.testing.Imports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndicatorSetTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final String SHA256 = "ab".repeat(32);

  @TempDir Path data;
  private IndicatorLists lists;

  @BeforeEach
  void open() {
    lists = new IndicatorLists(data, InstantSource.fixed(NOW));
  }

  private IndicatorLists.Imported list(String name, @Nullable Instant expires, String... values)
      throws IOException {
    Path file = Files.writeString(data.resolve("list.txt"), String.join("\n", values));
    return lists.importFrom(
        file, new IndicatorLists.Wishes(name, "list.txt", null, expires, Level.HIGH));
  }

  private List<String> met(Event.Builder event) {
    List<String> met = new ArrayList<>();
    lists
        .load()
        .set()
        .match(event.build(), each -> met.add(each.field().ecs() + " " + each.indicator().value()));
    return met;
  }

  private static Event.Builder event(EventType type) {
    return Event.of(type, NOW).set(Field.HOST_NAME, "web-1");
  }

  @Test
  void eachKindIsMetInItsFields() throws IOException {
    list(
        "mixed",
        null,
        SHA256,
        "evil.example",
        "http://evil.example/x",
        "203.0.113.7",
        "198.51.100.0/24",
        "2001:db8::/32",
        "C:\\Temp\\a.exe",
        "dropper.exe",
        "HKLM\\Software\\Evil",
        "\\\\.\\pipe\\evil");
    assertEquals(
        List.of("process.hash.sha256 " + SHA256, "process.executable c:\\temp\\a.exe"),
        met(
            event(EventType.PROCESS_START)
                .set(Field.PROCESS_HASH_SHA256, SHA256.toUpperCase(java.util.Locale.ROOT))
                .set(Field.PROCESS_EXECUTABLE, "C:\\TEMP\\A.exe")));
    assertEquals(
        List.of("dns.question.name evil.example"),
        met(event(EventType.DNS_QUERY).set(Field.DNS_QUESTION_NAME, "a.b.Evil.Example.")));
    assertEquals(
        List.of(), met(event(EventType.DNS_QUERY).set(Field.DNS_QUESTION_NAME, "notevil.example")));
    assertEquals(
        List.of("url.full http://evil.example/x"),
        met(event(EventType.URL_REQUEST).set(Field.URL_FULL, "HTTP://evil.example/x#part")));
    assertEquals(
        List.of("source.ip 203.0.113.7", "destination.ip 198.51.100.0/24").stream()
            .sorted()
            .toList(),
        met(
                event(EventType.NETWORK_CONNECT)
                    .set(Field.SOURCE_IP, "203.0.113.7")
                    .set(Field.DESTINATION_IP, "198.51.100.200"))
            .stream()
            .sorted()
            .toList());
    assertEquals(
        List.of("destination.ip 2001:db8:0:0:0:0:0:0/32"),
        met(event(EventType.NETWORK_CONNECT).set(Field.DESTINATION_IP, "2001:db8:5::9")));
    assertEquals(
        List.of("registry.path hklm\\software\\evil"),
        met(
            event(EventType.REGISTRY_VALUE_SET)
                .set(Field.REGISTRY_PATH, "HKLM\\SOFTWARE\\Evil\\Run")));
    assertEquals(
        List.of(),
        met(
            event(EventType.REGISTRY_VALUE_SET)
                .set(Field.REGISTRY_PATH, "HKLM\\SOFTWARE\\Evil\\a\\b")));
    assertEquals(
        List.of("file.name evil"),
        met(event(EventType.PIPE_CREATE).set(Field.FILE_NAME, "\\Evil")));
    assertEquals(List.of(), met(event(EventType.FILE_CREATE).set(Field.FILE_NAME, "evil")));
    assertEquals(
        List.of("file.name dropper.exe"),
        met(event(EventType.FILE_CREATE).set(Field.FILE_NAME, "Dropper.EXE")));
  }

  @Test
  void aMutexIsMetInWhateverNamespace() throws IOException {
    Path file =
        Files.writeString(data.resolve("mutexes.txt"), "Global\\Evil\n{8F6F0AC4-B9A1}\nLocal\\");
    IndicatorLists.Imported imported =
        lists.importFrom(
            file,
            new IndicatorLists.Wishes(
                "mutexes", "mutexes.txt", IndicatorType.MUTEX, null, Level.HIGH));
    assertEquals(Map.of(IndicatorType.MUTEX, 2), imported.list().counts());
    Event.Builder made = event(EventType.MUTEX_CREATE);
    assertEquals(List.of("ring3.mutex.name evil"), met(made.set(Field.MUTEX_NAME, "Local\\EVIL")));
    assertEquals(
        List.of("ring3.mutex.name {8f6f0ac4-b9a1}"),
        met(made.set(Field.MUTEX_NAME, "Global\\{8F6F0AC4-B9A1}")));
    assertEquals(List.of(), met(made.set(Field.MUTEX_NAME, "Global\\Evil2")));
    assertEquals(List.of(), met(event(EventType.FILE_CREATE).set(Field.FILE_NAME, "Evil")));
  }

  @Test
  void anIndicatorEndsByTheTimeOfTheEvent() throws IOException {
    list("short", NOW, "203.0.113.7");
    Event.Builder at = event(EventType.NETWORK_CONNECT).set(Field.SOURCE_IP, "203.0.113.7");
    assertEquals(List.of(), met(at));
    assertEquals(1, met(at.time(NOW.minusSeconds(1))).size());
  }

  @Test
  void alertsTellIndicatorAndList() throws IOException {
    ListHeader header = list("feed", null, "evil.example").list();
    Detector detector = new Detector(new RuleFolder(data).load());
    detector.watch(lists.load().set());
    List<Event> alerts = new ArrayList<>();
    Event query =
        event(EventType.DNS_QUERY)
            .set(Field.DNS_QUESTION_NAME, "www.evil.example")
            .set(Field.PROCESS_ENTITY_ID, "p1")
            .build();
    detector.session().detect(query, alerts::add);
    assertEquals(1, alerts.size());
    Event alert = alerts.getFirst();
    assertEquals("domain-name", alert.text(Field.THREAT_INDICATOR_TYPE).orElseThrow());
    assertEquals("evil.example", alert.text(Field.THREAT_INDICATOR_NAME).orElseThrow());
    assertEquals("feed", alert.text(Field.THREAT_FEED_NAME).orElseThrow());
    assertEquals("dns.question.name", alert.text(Field.THREAT_MATCHED_FIELD).orElseThrow());
    assertEquals("www.evil.example", alert.text(Field.THREAT_MATCHED_VALUE).orElseThrow());
    assertEquals("Indicator of feed", alert.text(Field.RULE_NAME).orElseThrow());
    assertEquals(header.uuid(), alert.text(Field.RULE_UUID).orElseThrow());
    assertEquals("p1", alert.text(Field.PROCESS_ENTITY_ID).orElseThrow());
    detector.session().detect(alert, alerts::add);
    assertEquals(1, alerts.size());
    for (int i = 0; i < Detector.MOST_ALERTS; i++) {
      detector.session().detect(query, alerts::add);
    }
    assertEquals(Detector.MOST_ALERTS, alerts.size());
  }

  @Test
  void listsAreReplacedRemovedAndCheckThemselves() throws IOException {
    list("one", null, "a.example", "a.example", "b.example");
    list("two", null, "a.example", "203.0.113.0/24");
    assertEquals(4, lists.load().set().size(), "of equal ones in a list one counts");
    assertEquals(2, lists.load().set().find("x.a.example").size());
    list("one", null, "c.example");
    assertEquals(3, lists.load().set().size());
    assertThrows(IndicatorException.class, () -> list("three", null, "nothing here"));
    assertThrows(IndicatorException.class, () -> list("../evil", null, "a.example"));
    Path file = data.resolve("indicators/one.list");
    byte[] whole = Files.readAllBytes(file);
    long seed = Long.getLong("ring3.seed", System.nanoTime());
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 300; round++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      assertEquals(1, lists.load().problems().size(), () -> "seed " + seed);
      Files.write(file, java.util.Arrays.copyOf(whole, random.nextInt(whole.length)));
      assertEquals(1, lists.load().problems().size(), () -> "seed " + seed);
    }
    assertEquals(2, lists.load().set().size(), "the other list goes on");
    assertTrue(lists.remove("one"));
    assertTrue(!lists.remove("one"));
    assertEquals(List.of(), lists.load().problems());
  }

  @Test
  void everyOneOfManyIsFoundAndNoOther() throws IOException {
    long seed = Long.getLong("ring3.seed", System.nanoTime());
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    List<String> values = Stream.generate(() -> hash(random)).limit(20_000).toList();
    list("many", null, values.toArray(String[]::new));
    list("more", null, "a.example");
    IndicatorSet set = lists.load().set();
    for (String value : values) {
      assertEquals(1, set.find(value).size(), () -> value + " seed " + seed);
      assertEquals(0, set.find(hash(random)).size());
    }
  }

  private static String hash(SplittableRandom random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Test
  void anIndexIsAskedForWhatItHas() throws IOException {
    list("feed", NOW.plusSeconds(60), "evil.example", "198.51.100.0/24", "nothing.example");
    list("names", null, "evil.exe", "\\\\.\\pipe\\evil.exe");
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      events.add(
          event(EventType.DNS_QUERY)
              .time(NOW.plusSeconds(i))
              .set(Field.DNS_QUESTION_NAME, i % 2 == 0 ? "a.evil.example" : "good.example")
              .set(Field.DNS_RESOLVED_IP, "198.51.100." + i % 2)
              .build());
    }
    events.add(event(EventType.PIPE_CREATE).set(Field.FILE_NAME, "evil.exe").build());
    try (Cases cases = new Cases(data, Clock.systemUTC())) {
      Imports.into(cases, "c", "f", events);
      try (Snapshot all = EventIndex.over(cases).open(List.of("c"), Duration.ofSeconds(30))) {
        List<String> found =
            IndicatorRetro.ask(lists.load().set(), all).stream()
                .map(hit -> hit.field().ecs() + " " + hit.value() + " " + all.count(hit.query()))
                .toList();
        assertEquals(
            List.of(
                "dns.resolved_ip 198.51.100.0 30",
                "dns.resolved_ip 198.51.100.1 30",
                "file.name evil.exe 1",
                "dns.question.name a.evil.example 30"),
            found);
      }
    }
  }
}
