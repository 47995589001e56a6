package dev.ring3.search.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.search.query.Query;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortingTest {
  private static final int EVENTS = 20_000;

  /** Values are sorted as they are written, though their terms are in lower case. */
  @Test
  void textOfMixedCaseIsSortedByItsBytes(@TempDir Path data) {
    List<String> written = new ArrayList<>();
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    try (Cases cases = new Cases(data, Clock.systemUTC())) {
      try (CaseWriter writer = cases.write("a");
          EventWriter in = writer.begin(new SourceFile("f", "0".repeat(64), 1))) {
        for (int i = 0; i < EVENTS; i++) {
          String name = (i % 2 == 0 ? "Svc" : "app") + i % 300 + ".EXE";
          written.add(name);
          in.accept(
              Event.of(EventType.PROCESS_START, start.plusSeconds(i))
                  .set(Field.PROCESS_NAME, name)
                  .build());
        }
        in.finish(EVENTS, 0);
      }
      for (boolean descending : new boolean[] {false, true}) {
        Order order = new Order(Field.PROCESS_NAME, descending);
        Comparator<String> by = Comparator.naturalOrder();
        written.sort(descending ? by.reversed() : by);
        try (Snapshot snapshot = EventIndex.over(cases).openAll(Duration.ofMinutes(1))) {
          List<Row> rows = snapshot.page(new Query.All(), order, null, false, 150);
          assertEquals(written.subList(0, 150), names(rows));
          List<Row> next =
              snapshot.page(new Query.All(), order, rows.getLast().position(), false, 150);
          assertEquals(written.subList(150, 300), names(next));
        }
      }
    }
  }

  private static List<String> names(List<Row> rows) {
    return rows.stream().map(row -> row.event().text(Field.PROCESS_NAME).orElseThrow()).toList();
  }
}
