package dev.ring3.search.hunt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.search.index.Cases;
import dev.ring3.search.index.EventIndex;
import dev.ring3.search.index.EventRef;
import dev.ring3.search.index.Order;
import dev.ring3.search.index.Row;
import dev.ring3.search.index.TimeRange;
import dev.ring3.search.index.ValueTable;
import dev.ring3.search.index.find.SearchLimitException;
import dev.ring3.search.query.Aliases;
import dev.ring3.search.query.Fold;
import dev.ring3.search.query.QueryException;
import dev.ring3.search.query.QueryParser;
import dev.ring3.search.testing.Imports;
import dev.ring3.search.testing.RandomEvents;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HuntTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2024-05-03T12:00:00Z"));
  private static final HuntScope ALL = new HuntScope.AllCases();
  private static final HuntRequest EVERYTHING = HuntRequest.of("*", ALL);

  @TempDir static Path data;
  private static Cases cases;
  private static Hunt hunt;
  private static List<Event> events;

  @BeforeAll
  static void index() {
    long seed = Long.getLong("ring3.seed", System.nanoTime());
    System.out.println("seed " + seed);
    RandomEvents random = new RandomEvents(seed);
    Instant shared = Instant.parse("2024-05-02T00:00:00Z");
    events = new ArrayList<>(Stream.generate(random::next).limit(300).toList());
    for (int i = 0; i < 120; i += 3) {
      events.set(i, events.get(i).toBuilder().time(shared).build());
    }
    events.set(
        0,
        events.getFirst().toBuilder()
            .set(Field.PROCESS_COMMAND_LINE, "long " + "y".repeat(5_000))
            .build());
    events.set(1, named(events.get(1), "mimikatz"));
    events.set(2, named(events.get(2), "MimiKatz.exe"));
    cases = new Cases(data, CLOCK);
    Imports.into(cases, "a", "1", events.subList(0, 50));
    Imports.into(cases, "a", "2", events.subList(50, 100));
    Imports.into(cases, "b", "1", events.subList(100, 200));
    Imports.into(cases, "c", "1", events.subList(200, 300));
    hunt =
        new Hunt(
            EventIndex.over(cases), Aliases.load(), _n -> List.of(), CLOCK, Duration.ofSeconds(60));
  }

  private static Event named(Event event, String file) {
    return event.toBuilder().set(Field.PROCESS_NAME, file).set(Field.FILE_NAME, file).build();
  }

  @AfterAll
  static void close() {
    cases.close();
  }

  private static List<Row> all(HuntRequest request) {
    List<Row> rows = new ArrayList<>();
    hunt.forEach(request, Long.MAX_VALUE, rows::add);
    return rows;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@timestamp",
        "process.pid",
        "process.name",
        "process.command_line",
        "source.ip",
        "tags",
        "file.created",
        "dll.code_signature.exists"
      })
  void pagesForwardsAndBackwardsAreTheWholeListOnce(String field) {
    for (boolean descending : new boolean[] {true, false}) {
      Order order = new Order(Field.named(field).orElseThrow(), descending);
      HuntRequest request = new HuntRequest("NOT process.name:a", TimeRange.ALL, ALL, order);
      List<EventRef> whole = all(request).stream().map(Row::ref).toList();
      assertEquals(whole.size(), new HashSet<>(whole).size());
      assertEquals(hunt.count(request), whole.size());

      List<EventRef> paged = new ArrayList<>();
      @Nullable String cursor = null;
      String last = "";
      do {
        HuntPage page = hunt.page(request, cursor, 7);
        page.rows().forEach(row -> paged.add(row.ref()));
        last = cursor == null ? last : cursor;
        cursor = page.next();
      } while (cursor != null);
      assertEquals(whole, paged, order.toString());

      HuntPage page = hunt.page(request, last, 7);
      List<EventRef> back = new ArrayList<>(page.rows().stream().map(Row::ref).toList());
      while (page.previous() != null) {
        page = hunt.page(request, page.previous(), 7);
        back.addAll(0, page.rows().stream().map(Row::ref).toList());
      }
      assertEquals(whole, back, order.toString());
    }
  }

  @Test
  void newestComeFirstAndAnEventIsFoundByItsReference() {
    List<Row> rows = hunt.page(EVERYTHING, null, 300).rows();

    assertEquals(
        events.stream().map(Event::time).sorted(Comparator.reverseOrder()).toList(),
        rows.stream().map(row -> row.event().time()).toList());
    for (Row row : rows.subList(0, 20)) {
      assertEquals(Optional.of(row), hunt.find(row.ref()));
    }
    assertEquals(Optional.empty(), hunt.find(new EventRef("a", 99L << 40)));
    assertEquals(Optional.empty(), hunt.find(new EventRef("nocase", 1)));
  }

  @Test
  void hitsThatComeLaterDoNotDisturbThePages() {
    Imports.into(cases, "d", "1", events.subList(0, 20));
    HuntRequest request = HuntRequest.of("*", HuntScope.of("d"));
    List<EventRef> before = all(request).stream().map(Row::ref).toList();
    HuntPage first = hunt.page(request, null, 8);
    Event later = events.getFirst().toBuilder().time(Instant.parse("2030-01-01T00:00:00Z")).build();
    Imports.into(cases, "d", "2", List.of(later));

    HuntPage second = hunt.page(request, first.next(), 12);

    assertEquals(before.subList(8, 20), second.rows().stream().map(Row::ref).toList());
    cases.delete("d");
  }

  @Test
  void cursorsOfAnotherOrderOrNoneAtAllAreRefused() {
    String cursor = hunt.page(EVERYTHING, null, 5).next();
    assertNotNull(cursor);
    assertTrue(cursor.matches("[A-Za-z0-9_-]+"));
    HuntRequest other =
        new HuntRequest("*", TimeRange.ALL, ALL, new Order(Field.PROCESS_PID, true));
    assertThrows(CursorException.class, () -> hunt.page(other, cursor, 5));
    for (String text : List.of("", "x", "!!", "AAAA", cursor.substring(0, 8))) {
      assertThrows(CursorException.class, () -> hunt.page(EVERYTHING, text, 5), text);
    }
    assertNull(hunt.page(EVERYTHING, null, 300).next());
    assertNull(hunt.page(EVERYTHING, null, 300).previous());
  }

  @Test
  void theTimeRangeIsHalfOpen() {
    Instant from = Instant.parse("2024-05-02T00:00:00Z");
    Instant until = Instant.parse("2024-05-03T00:00:00Z");
    HuntRequest day = new HuntRequest("", new TimeRange(from, until), ALL, Order.NEWEST_FIRST);
    long expected =
        events.stream().filter(e -> !e.time().isBefore(from) && e.time().isBefore(until)).count();

    assertEquals(expected, hunt.count(day));
    assertTrue(expected >= 40);
    Histogram histogram = hunt.histogram(day, 24);
    assertEquals(from, histogram.start());
    assertEquals(Duration.ofHours(1), histogram.width());
    assertEquals(24, histogram.counts().size());
    assertEquals(expected, histogram.total());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 60, 100, 1000})
  void theHistogramCountsEveryHitInItsBucket(int most) {
    Histogram histogram = hunt.histogram(EVERYTHING, most);

    assertTrue(histogram.counts().size() <= most);
    assertEquals(events.size(), histogram.total());
    assertTrue(histogram.counts().getFirst() > 0 && histogram.counts().getLast() > 0);
    for (int i = 0; i < histogram.counts().size(); i++) {
      Instant start = histogram.startOf(i);
      Instant end = histogram.startOf(i + 1);
      long expected =
          events.stream().filter(e -> !e.time().isBefore(start) && e.time().isBefore(end)).count();
      assertEquals(expected, histogram.counts().get(i), "bucket " + i);
    }
  }

  @Test
  void eventsOfFarTimesHaveTheirBuckets() {
    Event event = events.getFirst();
    Imports.into(
        cases,
        "far",
        "1",
        Stream.of("1601-01-01T00:00:00Z", "2024-05-01T00:00:00Z", "9999-12-31T00:00:00Z")
            .map(time -> event.toBuilder().time(Instant.parse(time)).build())
            .toList());
    HuntRequest request = HuntRequest.of("*", HuntScope.of("far"));
    for (int most : new int[] {1, 2, 60, 1000}) {
      assertEquals(3, hunt.histogram(request, most).total(), most + " buckets");
    }
    cases.delete("far");
  }

  @Test
  void noHitsHaveNoHistogram() {
    assertEquals(List.of(), hunt.histogram(HuntRequest.of("nosuchword", ALL), 10).counts());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "process.name",
        "process.executable",
        "process.pid",
        "tags",
        "source.ip",
        "dll.code_signature.exists",
        "winlog.event_data.LogonType",
        "Image"
      })
  void facetsCountEachValueOnceAnEvent(String name) {
    Map<String, Long> expected = new HashMap<>();
    long having = 0;
    for (Event event : events) {
      List<String> values = values(event, name).stream().map(Fold::lower).distinct().toList();
      values.forEach(value -> expected.merge(value, 1L, Long::sum));
      having += values.isEmpty() ? 0 : 1;
    }

    Facet facet = hunt.facets(EVERYTHING, List.of(name), 10_000, false).getFirst();

    Map<String, Long> found = new HashMap<>();
    facet.values().forEach(entry -> found.put(Fold.lower(entry.value()), entry.count()));
    assertEquals(expected, found);
    assertEquals(expected.size(), facet.distinct());
    assertEquals(having, facet.hits());
    List<Long> counts = facet.values().stream().map(ValueTable.Entry::count).toList();
    assertEquals(counts.stream().sorted(Comparator.reverseOrder()).toList(), counts);
    List<Long> rarest =
        hunt.facets(EVERYTHING, List.of(name), 3, true).getFirst().values().stream()
            .map(ValueTable.Entry::count)
            .toList();
    assertEquals(counts.reversed().subList(0, rarest.size()), rarest);
  }

  private static List<String> values(Event event, String name) {
    if (name.contains("LogonType")) {
      return event.source().entrySet().stream()
          .filter(entry -> entry.getKey().equalsIgnoreCase(name))
          .map(Map.Entry::getValue)
          .toList();
    }
    return event.texts(
        Field.named(name.equals("Image") ? "process.executable" : name).orElseThrow());
  }

  @Test
  void facetsFollowTheQueryAndRefuseWhatHasNoValues() {
    HuntRequest request = HuntRequest.of("file.name:mimikatz", ALL);
    Facet facet = hunt.facets(request, List.of("file.name"), 5, false).getFirst();
    assertEquals(List.of(new ValueTable.Entry("mimikatz", hunt.count(request))), facet.values());
    assertThrows(QueryException.class, () -> hunt.facets(request, List.of("@timestamp"), 5, false));
    assertThrows(QueryException.class, () -> hunt.facets(request, List.of("message"), 5, false));
    assertThrows(QueryException.class, () -> hunt.facets(request, List.of("nofield"), 5, false));
    assertEquals(List.of(), hunt.facets(request, List.of(), 5, false));
  }

  @Test
  void surroundingsAreTheNeighboursInTime() {
    List<Row> oldestFirst =
        all(new HuntRequest("*", TimeRange.ALL, ALL, new Order(Field.TIMESTAMP, false)));
    int at = 150;
    Row row = oldestFirst.get(at);

    Surroundings near = hunt.around(row.ref(), EVERYTHING, Duration.ofDays(5), 10).orElseThrow();

    assertEquals(row, near.row());
    assertEquals(oldestFirst.subList(at - 10, at), near.before());
    assertEquals(oldestFirst.subList(at + 1, at + 11), near.after());
    Surroundings none = hunt.around(row.ref(), EVERYTHING, Duration.ZERO, 10).orElseThrow();
    Stream.concat(none.before().stream(), none.after().stream())
        .forEach(each -> assertEquals(row.event().time(), each.event().time()));
    assertEquals(Optional.empty(), hunt.around(new EventRef("a", 1), EVERYTHING, Duration.ZERO, 1));
  }

  @Test
  void namesAreCompletedLikeliestFirst() {
    assertEquals("process.name", hunt.completeName(ALL, "process.n", 5).getFirst().name());
    List<String> names =
        hunt.completeName(ALL, "logont", 10).stream().map(NameCompletion::name).toList();
    assertEquals("LogonType", names.getFirst());
    assertTrue(
        names.stream().anyMatch("winlog.event_data.LogonType"::equalsIgnoreCase), names.toString());
    assertEquals(
        new NameCompletion("Image", NameCompletion.Kind.ALIAS, "process.executable"),
        hunt.completeName(ALL, "ima", 5).getFirst());
    assertEquals(3, hunt.completeName(ALL, "", 3).size());
  }

  @Test
  void aProgramsNameIsCompletedByWhatProgramsWereCalledAsWell() {
    Function<Field, Long> count =
        field ->
            events.stream()
                .filter(event -> event.text(field).orElse("").equals("svchost.exe -k netsvcs -p"))
                .count();
    long expected = count.apply(Field.PROCESS_NAME) + count.apply(Field.PROCESS_CALLED_NAME);
    List<ValueTable.Entry> entries = hunt.completeValue(ALL, "process.name", "svchost", 5);
    assertEquals(expected, entries.stream().mapToLong(ValueTable.Entry::count).sum());
    assertEquals(expected == 0 ? 0 : 1, entries.size(), entries.toString());
  }

  @Test
  void valuesAreCompletedWithoutRegardToCase() {
    List<ValueTable.Entry> entries = hunt.completeValue(ALL, "file.name", "MIMI", 5);
    assertEquals(
        List.of("mimikatz", "mimikatz.exe"),
        entries.stream().map(entry -> Fold.lower(entry.value())).sorted().toList());
    assertEquals(
        hunt.count(HuntRequest.of("file.name:mimikatz.exe", ALL)),
        entries.stream()
            .filter(entry -> entry.value().equals("MimiKatz.exe"))
            .findFirst()
            .orElseThrow()
            .count());
    assertEquals(
        "svchost.exe -k netsvcs -p",
        hunt.completeValue(ALL, "LogonType", "svc", 5).getFirst().value());
    assertEquals(List.of(), hunt.completeValue(ALL, "process.pid", "4", 5));
    assertEquals(List.of(), hunt.completeValue(ALL, "nofield", "4", 5));
  }

  @Test
  void aLimitStopsTheStream() {
    List<Row> rows = new ArrayList<>();
    assertEquals(17, hunt.forEach(EVERYTHING, 17, rows::add));
    assertEquals(17, rows.size());
    assertEquals(0, hunt.forEach(EVERYTHING, 0, rows::add));
    assertEquals(300, hunt.forEach(EVERYTHING, Long.MAX_VALUE, _row -> {}));
  }

  @Test
  void aSearchThatTakesTooLongSaysSo() {
    Hunt hurried =
        new Hunt(EventIndex.over(cases), Aliases.load(), _n -> List.of(), CLOCK, Duration.ZERO);
    SearchLimitException e =
        assertThrows(SearchLimitException.class, () -> hurried.page(EVERYTHING, null, 10));
    assertTrue(String.valueOf(e.getMessage()).contains("narrow the time range"), e.toString());
    assertThrows(SearchLimitException.class, () -> hurried.histogram(EVERYTHING, 10));
    assertThrows(
        SearchLimitException.class,
        () -> hurried.facets(EVERYTHING, List.of("process.name"), 5, false));
    assertThrows(
        SearchLimitException.class, () -> hurried.count(HuntRequest.of("process.name:*a*", ALL)));
  }

  @Test
  void aQueryCanHaveAsManyConditionsAsTheParserAllows() {
    int most = QueryParser.MAX_CLAUSES;
    assertEquals(
        0, hunt.count(HuntRequest.of("mimikatz nosuchword " + "a ".repeat(most - 2), ALL)));
    StringBuilder either = new StringBuilder("mimikatz");
    StringBuilder values = new StringBuilder("user.name:(mimikatz");
    for (int i = 1; i < most; i++) {
      either.append(" OR w").append(i).append(i % 2 == 0 ? "*" : "");
      values.append(" OR v").append(i);
    }
    assertTrue(
        hunt.count(HuntRequest.of("mimikatz", ALL))
            <= hunt.count(HuntRequest.of(either.toString(), ALL)));
    assertEquals(
        hunt.count(HuntRequest.of("user.name:mimikatz", ALL)),
        hunt.count(HuntRequest.of(values.append(')').toString(), ALL)));
  }

  @Test
  void withoutCasesThereAreNoHits(@TempDir Path empty) {
    try (Cases none = new Cases(empty, CLOCK)) {
      Hunt nothing =
          new Hunt(
              EventIndex.over(none), Aliases.load(), _n -> List.of(), CLOCK, Duration.ofSeconds(9));
      assertEquals(0, nothing.count(EVERYTHING));
      assertEquals(List.of(), nothing.page(EVERYTHING, null, 10).rows());
      assertEquals(0, nothing.histogram(EVERYTHING, 10).total());
      assertEquals(
          List.of(),
          nothing.facets(EVERYTHING, List.of("process.name"), 5, false).getFirst().values());
      assertEquals(0, nothing.forEach(EVERYTHING, 10, _row -> {}));
      assertTrue(!nothing.completeName(ALL, "process", 5).isEmpty());
      assertEquals(List.of(), nothing.completeValue(ALL, "process.name", "a", 5));
    }
  }

  @Test
  void queriesAreCheckedAgainstTheScope() {
    assertThrows(QueryException.class, () -> hunt.count(HuntRequest.of("nofield:x", ALL)));
    assertTrue(hunt.count(HuntRequest.of("etw.Flags:*", HuntScope.of("a"))) > 0);
    assertThrows(IllegalArgumentException.class, () -> hunt.page(EVERYTHING, null, 0));
    assertThrows(
        IllegalArgumentException.class, () -> hunt.page(EVERYTHING, null, Hunt.MAX_PAGE + 1));
    assertThrows(IllegalArgumentException.class, () -> hunt.histogram(EVERYTHING, 0));
  }
}
