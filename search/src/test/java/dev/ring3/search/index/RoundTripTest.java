package dev.ring3.search.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.search.query.Query;
import dev.ring3.search.testing.Imports;
import dev.ring3.search.testing.RandomEvents;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes out of the index equals what went in. */
class RoundTripTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path data;

  private List<Event> throughIndex(List<Event> events) {
    try (Cases cases = new Cases(data, InstantSource.system())) {
      Imports.into(cases, "roundtrip", "a", events);
      try (Snapshot snapshot = EventIndex.over(cases).open(List.of("roundtrip"), LIMIT)) {
        List<Row> rows = new ArrayList<>();
        long count =
            snapshot.forEach(
                new Query.All(), new Order(Field.TIMESTAMP, false), Long.MAX_VALUE, rows::add);
        assertEquals(events.size(), count);
        return rows.stream()
            .sorted((a, b) -> Long.compare(a.ref().key(), b.ref().key()))
            .map(Row::event)
            .toList();
      }
    }
  }

  @Test
  void everyFieldAndRandomEventsComeBackEqual() {
    long seed = Long.getLong("ring3.seed", System.nanoTime());
    System.out.println("seed " + seed);
    RandomEvents random = new RandomEvents(seed);
    List<Event> events =
        Stream.concat(
                Stream.generate(random::full).limit(20), Stream.generate(random::next).limit(300))
            .toList();

    List<Event> back = throughIndex(events);

    for (int i = 0; i < events.size(); i++) {
      assertEquals(events.get(i), back.get(i), "event " + i + " of seed " + seed);
    }
  }

  @Test
  void valuesTooLongForLuceneComeBackEqual() {
    String script = new RandomEvents(1).longText();
    Event event =
        Event.of(EventType.SCRIPT_BLOCK, Instant.parse("2024-01-01T00:00:00.123456789Z"))
            .set(Field.SCRIPT_BLOCK_TEXT, script)
            .set(Field.MESSAGE, script)
            .setAll(Field.REGISTRY_DATA_STRINGS, List.of("short", script, "also short"))
            .source("winlog.event_data.Payload", script)
            .build();

    assertEquals(List.of(event), throughIndex(List.of(event)));
  }

  @Test
  void theOrderOfManyValuesIsKept() {
    List<String> ancestry = List.of("zeta", "alpha", "Mid", "beta");
    Event event =
        Event.of(EventType.PROCESS_START, Instant.EPOCH)
            .setAll(Field.PROCESS_ANCESTRY, ancestry)
            .setAll(Field.TAGS, List.of("b", "a"))
            .setAll(Field.HOST_IP, List.of("10.0.0.2", "10.0.0.1"))
            .build();

    Event back = throughIndex(List.of(event)).getFirst();

    assertEquals(ancestry, back.texts(Field.PROCESS_ANCESTRY));
    assertEquals(event, back);
  }

  @Test
  void timesOutsideNanosecondRangeComeBackEqual() {
    List<Event> events =
        Stream.of(
                "1601-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z", "1969-12-31T23:59:59.5Z")
            .map(
                time ->
                    Event.of(EventType.FILE_CREATE, Instant.parse(time))
                        .set(Field.FILE_CREATED, Instant.parse(time))
                        .build())
            .toList();

    assertEquals(events, throughIndex(events));
  }
}
