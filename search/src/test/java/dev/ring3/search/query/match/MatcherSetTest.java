package dev.ring3.search.query.match;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.search.query.Aliases;
import dev.ring3.search.query.Names;
import dev.ring3.search.query.Query;
import dev.ring3.search.query.QueryParser;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many queries at once find what each alone does, whatever was remembered of other events. */
class MatcherSetTest {
  /** More than are remembered. */
  private static final int KINDS = 700;

  /** The last is longer than those that are remembered. */
  private static final List<String> PATHS = List.of("Path0", "Path1", "Path".repeat(70));

  private static final Names NAMES =
      new Names(
          Aliases.load(),
          _name -> List.of(),
          Stream.concat(Stream.of("Data.Path"), PATHS.stream().map("Data."::concat)).toList());

  private static final List<String> WORDS = List.of("mimikatz", "rundll32", "ntdll", "whoami");

  private static Query query(String text) {
    return new QueryParser(Clock.systemUTC()).parse(text, NAMES);
  }

  /** Codes come in upper and lower case, some are long, and each comes again and again. */
  private static Event event(Random random) {
    int kind = random.nextInt(KINDS);
    String code = "Code" + kind + (kind % 100 == 7 ? "x".repeat(3_000) : "");
    Event.Builder event =
        Event.of(EventType.PROCESS_START, Instant.EPOCH)
            .set(Field.EVENT_CODE, random.nextBoolean() ? code : code.toUpperCase(Locale.ROOT))
            .set(Field.PROCESS_COMMAND_LINE, "run " + WORDS.get(random.nextInt(WORDS.size())));
    // Not the same object as that of the event before.
    String name = "Data." + PATHS.get(random.nextInt(PATHS.size()));
    return event
        .source(name, WORDS.get(random.nextInt(WORDS.size())).toUpperCase(Locale.ROOT))
        .build();
  }

  private static void agree(List<Query> queries, List<Event> events) {
    MatcherSet.Session together = new MatcherSet(queries).session();
    List<EventMatcher> alone = queries.stream().map(EventMatcher::new).toList();
    for (Event event : events) {
      List<Integer> found = new ArrayList<>();
      together.match(event, found::add);
      List<Integer> expected =
          IntStream.range(0, queries.size())
              .filter(number -> alone.get(number).matches(event))
              .boxed()
              .toList();
      assertEquals(expected, found, event::toString);
    }
  }

  @Test
  void manyKindsOfEventsAreNotTakenForOneAnother() {
    long seed = Long.getLong("ring3.seed", System.nanoTime());
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<Query> queries = new ArrayList<>();
    for (int kind = 0; kind < KINDS; kind += 3) {
      queries.add(
          query(
              "event.code:Code%d* AND process.command_line:*%s*"
                  .formatted(kind, WORDS.get(random.nextInt(WORDS.size())))));
      queries.add(
          query(
              "event.code:code%d AND Data.%s:%s"
                  .formatted(
                      kind,
                      PATHS.get(random.nextInt(PATHS.size())),
                      WORDS.get(random.nextInt(WORDS.size())))));
    }
    List<Event> events = IntStream.range(0, 4_000).mapToObj(_i -> event(random)).toList();
    agree(queries, events);
  }

  /** Texts that begin alike, with what is looked for anywhere, and across where they part. */
  @Test
  void longTextsThatBeginAlikeAreNotTakenForOneAnother() {
    long seed = Long.getLong("ring3.seed", System.nanoTime());
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<Query> queries = new ArrayList<>();
    for (String word : WORDS) {
      queries.add(query("process.command_line:*" + word + "*"));
      queries.add(query("process.command_line:*" + word + word + "*"));
    }
    for (int i = 0; i < 20; i++) {
      queries.add(query("process.command_line:*" + filler(random, 5) + "*"));
    }
    String line = filler(random, 3_000);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      StringBuilder next = new StringBuilder(line);
      int at = random.nextInt(line.length());
      switch (random.nextInt(4)) {
        case 0 -> next.setLength(Math.max(200, at));
        case 1 -> next.insert(at, WORDS.get(random.nextInt(WORDS.size())));
        case 2 -> next.delete(at, Math.min(at + 1 + random.nextInt(40), line.length()));
        default -> next.insert(at, i % 100 == 0 ? "\u00e9" : filler(random, random.nextInt(60)));
      }
      line = next.length() > 6_000 ? next.substring(0, 3_000) : next.toString();
      events.add(
          Event.of(EventType.PROCESS_START, Instant.EPOCH)
              .set(Field.PROCESS_COMMAND_LINE, line)
              .build());
    }
    agree(queries, events);
  }

  private static String filler(Random random, int length) {
    return random
        .ints(length, 0, 4)
        .mapToObj(at -> "abCd".charAt(at))
        .map(String::valueOf)
        .collect(java.util.stream.Collectors.joining());
  }

  @Test
  void namesThatDifferInCaseAreOneNameWithTwoValues() {
    Event both =
        Event.of(EventType.PROCESS_START, Instant.EPOCH)
            .source("Data.Path", "mimikatz")
            .source("data.path", "whoami")
            .build();
    List<Query> queries =
        List.of(query("Data.Path:mimi*"), query("Data.Path:whoami"), query("Data.Path:ntdll"));
    agree(queries, List.of(both, both));
    List<Integer> found = new ArrayList<>();
    new MatcherSet(queries).session().match(both, found::add);
    assertEquals(List.of(0, 1), found);
  }

  @Test
  void aSingleCharacterBeyondAsciiIsLookedFor() {
    agree(
        List.of(
            query("process.command_line:*\u2615*"),
            query("process.command_line:*\u00e9*"),
            query("process.command_line:*x*")),
        Stream.of("run", "run x", "run \u2615", "run \u00c9 X", "\u2615", "run \u2614")
            .map(
                line ->
                    Event.of(EventType.PROCESS_START, Instant.EPOCH)
                        .set(Field.PROCESS_COMMAND_LINE, line)
                        .build())
            .toList());
  }
}
