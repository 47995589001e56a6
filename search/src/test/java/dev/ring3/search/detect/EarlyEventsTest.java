package dev.ring3.search.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.enrich.file.FileCompletion;
import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventTaker;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.search.detect.indicators.IndicatorLists;
import dev.ring3.search.hunt.Hunt;
import dev.ring3.search.hunt.HuntRequest;
import dev.ring3.search.hunt.HuntScope;
import dev.ring3.search.index.Cases;
import dev.ring3.search.index.EventIndex;
import dev.ring3.search.index.Row;
import dev.ring3.search.index.live.LiveLimits;
import dev.ring3.search.index.live.LiveReaders;
import dev.ring3.search.index.live.LiveWriter;
import dev.ring3.search.sigma.rule.Level;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A start of a real program, from the reader of files over rules and indicators to the index. */
@Timeout(60)
class EarlyEventsTest {
  private static final long LARGE = 32L << 20;
  private static final Duration FRESH = Duration.ofMillis(250);

  private static final String RULES =
      """
      title: by line
      id: 7b2f9a53-6f0f-4a06-9f0f-2a3c6d1c8e01
      logsource: {category: process_creation, product: linux}
      detection: {selection: {CommandLine|contains: needle}, condition: selection}
      ---
      title: by hash
      id: 7b2f9a53-6f0f-4a06-9f0f-2a3c6d1c8e02
      logsource: {category: process_creation, product: linux}
      detection: {selection: {sha256: 'HASH'}, condition: selection}
      ---
      title: but not by hash
      id: 7b2f9a53-6f0f-4a06-9f0f-2a3c6d1c8e03
      logsource: {category: process_creation, product: linux}
      detection:
        selection: {CommandLine|contains: needle}
        known: {sha256: 'HASH'}
        condition: selection and not known
      ---
      title: Two needles
      id: 7b2f9a53-6f0f-4a06-9f0f-2a3c6d1c8e04
      correlation:
        type: event_count
        rules: [7b2f9a53-6f0f-4a06-9f0f-2a3c6d1c8e01]
        group-by: [Computer]
        generate: true
        timespan: 1m
        condition: {gte: 2}
      """;

  @TempDir Path data;
  private Path program;
  private Cases cases;
  private LiveWriter index;
  private LiveDetection detection;
  private final FileCompletion files = new FileCompletion();
  private final List<Event> taken = new ArrayList<>();

  /** Notes what comes to the index. */
  private final class Noting implements EventTaker {
    @Override
    public void accept(Event event) {
      taken.add(event);
      index.accept(event);
    }

    @Override
    public Consumer<Event> begin(Event early) {
      taken.add(early);
      return index.begin(early);
    }
  }

  /** What a collection does with what the reader of files lets go. */
  private final class HandingOver implements FileCompletion.Taker {
    @Override
    public void take(Event.Builder event) {
      detection.accept(event.build());
    }

    @Override
    public Runnable begin(Event.Builder event) {
      Consumer<Event> later = detection.begin(event.build());
      return () -> later.accept(event.build());
    }
  }

  @BeforeEach
  void start() throws Exception {
    program = large("program", 1);
    String sha256 =
        HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(program)));
    Path source = Files.createDirectories(data.resolve("source"));
    Files.writeString(source.resolve("rules.yml"), RULES.replace("HASH", sha256));
    new RuleFolder(data).importFrom(source, "own");
    Path feed = Files.writeString(data.resolve("feed.txt"), sha256);
    new IndicatorLists(data, Clock.systemUTC())
        .importFrom(feed, new IndicatorLists.Wishes("feed", "feed.txt", null, null, Level.HIGH));
    cases = new Cases(data, Clock.systemUTC());
    index = LiveWriter.open(data, LiveLimits.USUAL, Clock.systemUTC());
    detection = LiveDetection.start(data, "linux", Clock.systemUTC(), new Noting());
  }

  @AfterEach
  void stop() {
    files.close();
    detection.close();
    index.close();
    cases.close();
  }

  /** A file that is not read before somebody looks. */
  private Path large(String name, int first) throws IOException {
    Path file = data.resolve(name);
    try (RandomAccessFile made = new RandomAccessFile(file.toFile(), "rw")) {
      made.write(first);
      made.setLength(LARGE);
    }
    return file;
  }

  private void start(Path of, String line) {
    files.complete(
        Event.of(EventType.PROCESS_START, Instant.now())
            .set(Field.HOST_OS_TYPE, "linux")
            .set(Field.HOST_NAME, "here")
            .set(Field.PROCESS_EXECUTABLE, of.toString())
            .set(Field.PROCESS_COMMAND_LINE, line),
        new HandingOver());
  }

  private List<Row> indexed(String query) throws InterruptedException {
    Thread.sleep(FRESH);
    return Hunt.over(new EventIndex(cases, index), Clock.systemUTC())
        .page(HuntRequest.of(query, HuntScope.of(LiveReaders.NAME)), null, 100)
        .rows();
  }

  private List<String> alerts() {
    return taken.stream()
        .filter(event -> event.type() == EventType.ALERT)
        .map(event -> event.text(Field.RULE_NAME).orElseThrow())
        .toList();
  }

  private void awaitAlerts(int many) {
    while (alerts().size() < many) {
      files.tick();
      Thread.onSpinWait();
    }
  }

  @Test
  void anEventIsThereAtOnceAndOnceMoreWithItsHashes() throws Exception {
    start(program, "needle");
    assertEquals(List.of("by line"), alerts(), "at once");
    Row early = indexed("event.action:process_start").getFirst();
    assertFalse(early.event().has(Field.PROCESS_HASH_SHA256));
    awaitAlerts(3);
    assertEquals(List.of("by line", "by hash", "Indicator of feed"), alerts(), "each once");
    List<Row> whole = indexed("event.action:process_start");
    assertEquals(1, whole.size());
    assertEquals(early.ref(), whole.getFirst().ref());
    assertTrue(whole.getFirst().event().has(Field.PROCESS_HASH_SHA256));

    taken.clear();
    start(program, "needle again");
    assertEquals(
        List.of("by line", "by hash", "Indicator of feed"),
        alerts(),
        "the file is known: whole at once");
    assertEquals(2, indexed("event.action:process_start AND _exists_:process.hash.sha256").size());
    assertEquals(2, indexed("event.action:process_start").size());
    detection.detector().finish(taken::add);
    assertEquals("Two needles", alerts().getLast());
    assertEquals(2, taken.getLast().number(Field.ALERT_EVENTS).orElseThrow(), "each once");
  }

  @Test
  void whatExcludesByHashWaitsForIt() throws Exception {
    start(large("other", 2), "needle");
    assertEquals(List.of("by line"), alerts());
    awaitAlerts(2);
    assertEquals(List.of("by line", "but not by hash"), alerts());

    taken.clear();
    start(data.resolve("none"), "needle");
    assertEquals(List.of("by line", "but not by hash"), alerts(), "there is no file to wait for");
  }

  @Test
  void whatNothingMoreBecomesKnownOfIsWrittenOnce() throws IOException, InterruptedException {
    Event early =
        Event.of(EventType.PROCESS_START, Instant.now())
            .set(Field.HOST_OS_TYPE, "linux")
            .set(Field.PROCESS_COMMAND_LINE, "needle")
            .build();
    Consumer<Event> later = detection.begin(early);
    assertEquals(List.of("by line"), alerts());
    later.accept(early);
    assertEquals(List.of("by line", "but not by hash"), alerts());
    assertEquals(1, indexed("event.action:process_start").size());
  }
}
