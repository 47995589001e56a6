package dev.ring3.search.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.search.query.Aliases;
import dev.ring3.search.query.Criterion;
import dev.ring3.search.query.Name;
import dev.ring3.search.query.Names;
import dev.ring3.search.query.Query;
import dev.ring3.search.query.QueryParser;
import dev.ring3.search.query.SourceRenames;
import dev.ring3.search.query.TextPattern;
import dev.ring3.search.query.match.EventMatcher;
import dev.ring3.search.testing.Imports;
import dev.ring3.search.testing.PlainMatcher;
import dev.ring3.search.testing.RandomEvents;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The index finds exactly the events that {@link PlainMatcher} says a query means. */
class QuerySemanticsTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2024-05-03T12:00:00Z"));
  private static final SourceRenames RENAMES =
      name ->
          name.equalsIgnoreCase("winlog.event_data.Image")
              ? List.of(
                  new SourceRenames.Rename(
                      new QueryParser(CLOCK)
                          .parse(
                              "NOT _exists_:event.outcome",
                              new Names(Aliases.load(), _n -> List.of(), List.of())),
                      Field.PROCESS_EXECUTABLE))
              : List.of();

  private static final int FIRST = 200;

  @TempDir static Path data;
  private static Cases cases;
  private static List<Event> events;
  private static long seed;

  @BeforeAll
  static void index() {
    seed = Long.getLong("ring3.seed", System.nanoTime());
    System.out.println("seed " + seed);
    RandomEvents random = new RandomEvents(seed);
    events = new ArrayList<>(Stream.generate(random::next).limit(600).toList());
    for (int i = 0; i < 6; i++) {
      String text = random.longText();
      events.add(
          random.next().toBuilder()
              .set(Field.SCRIPT_BLOCK_TEXT, text)
              .set(Field.PROCESS_COMMAND_LINE, text + " ÄÖ")
              .source("winlog.event_data.LogonType", text)
              .build());
    }
    cases = new Cases(data, CLOCK);
    // Several segments, as merges and commits make them.
    Imports.into(cases, "c", "first", events.subList(0, FIRST));
    Imports.into(cases, "c", "second", events.subList(FIRST, events.size()));
  }

  @AfterAll
  static void close() {
    cases.close();
  }

  private static void compare(String text, Query query, Snapshot snapshot) {
    List<Integer> expected =
        IntStream.range(0, events.size())
            .filter(i -> PlainMatcher.matches(query, events.get(i)))
            .boxed()
            .toList();
    EventMatcher matcher = new EventMatcher(query);
    assertEquals(
        expected,
        IntStream.range(0, events.size())
            .filter(i -> matcher.matches(events.get(i)))
            .boxed()
            .toList(),
        () -> "matcher: " + text + " = " + query + " seed " + seed);
    List<Integer> found = new ArrayList<>();
    snapshot.forEach(
        query,
        Order.NEWEST_FIRST,
        Long.MAX_VALUE,
        row -> {
          int at = (int) row.ref().key() + (row.ref().key() >> 40 == 1 ? 0 : FIRST);
          assertEquals(events.get(at), row.event());
          found.add(at);
        });
    found.sort(Integer::compare);
    assertEquals(expected, found, () -> text + " = " + query + " seed " + seed);
    assertEquals(expected.size(), snapshot.count(query), () -> text + " seed " + seed);
  }

  private static Snapshot open() {
    return EventIndex.over(cases).open(List.of("c"), Duration.ofSeconds(60));
  }

  private static Query parse(String text, Snapshot snapshot) {
    return new QueryParser(CLOCK)
        .parse(text, new Names(Aliases.load(), RENAMES, snapshot.sourceNames()));
  }

  /** Each finds some events and not all, so that neither answer can be right by accident. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mimikatz",
        "cmd.exe",
        "\"program files\"",
        "C\\:\\Windows\\System32\\CMD.exe",
        "\"C:\\Windows\\\\*\\cmd\"",
        "mimi*",
        "\"new-object net*\"",
        "*katz",
        "m?mikatz",
        "straße",
        "\"ΣΊΣΥΦΟΣ\"",
        "日本語のテキスト",
        "process.name:mimikatz",
        "process.name:MIMIKATZ*",
        "process.executable:C:\\Windows\\System32\\cmd.exe",
        "process.executable:*\\cmd.exe",
        "process.executable:\"*program files*\"",
        "process.command_line:*NoProfile*Net.*",
        "process.command_line:?",
        "process.command_line:\\?",
        "process.command_line:\\*",
        "process.command_line:*\\**",
        "process.command_line:\\\\",
        "process.command_line:\"*\\\"*\"",
        "process.command_line:*needle*",
        "process.command_line:*ÄÖ",
        "powershell.file.script_block_text:*Invoke-Needle*padding*",
        "powershell.file.script_block_text:/write.*needle.*/",
        "Invoke-Needle",
        "LogonType:*needle*",
        "process.name:/mimi.*/",
        "process.name:/[A-Z]imikatz(\\.exe)?/",
        "message:mimikatz",
        "message:\"program files\"",
        "message:svc*",
        "process.pid:443",
        "process.pid:>=443",
        "process.pid:[1 TO 1000}",
        "process.pid:{443 TO *]",
        "destination.port:0x1bb",
        "process.pid:-9223372036854775808",
        "event.outcome:[4000 TO 5000]",
        "event.outcome:>0",
        "event.outcome:[a TO n]",
        "event.outcome:{mimikatz TO *}",
        "source.ip:10.0.0.0/8",
        "source.ip:10.1.2.3",
        "source.ip:10.*",
        "source.ip:fe80::/10",
        "source.ip:[10.0.0.0 TO 10.255.255.255]",
        "source.ip:0.0.0.0/0",
        "source.ip:local*",
        "dns.resolved_ip:2001:db8::/32",
        "winlog.event_data.LogonType:10.0.0.0/8",
        "@timestamp:[2024-05-02 TO 2024-05-03]",
        "@timestamp:2024-05-02",
        "@timestamp:>now-1d",
        "@timestamp:[now-1d/d TO now/d}",
        "file.created:<2000",
        "file.created:>9000",
        "process.start:[2024-05-01T12:00 TO 2024-05-02T00:00:00.5Z]",
        "dll.code_signature.exists:true",
        "NOT dll.code_signature.exists:true",
        "_exists_:process.parent.pid",
        "process.parent.pid:*",
        "_exists_:message",
        "NOT _exists_:error.message",
        "_exists_:LogonType",
        "_exists_:winlog.user_data.LogonType",
        "winlog.event_data.LogonType:4624",
        "winlog.event_data.logontype:mimi*",
        "LogonType:4624",
        "LogonType:[4000 TO 5000]",
        "winlog.event_data.Threat\\ Name:mimikatz",
        "\"winlog.event_data.a=b%\":mimikatz*",
        "odd..name:a",
        "winlog.event_data.Image:*cmd.exe",
        "Image:*cmd.exe",
        "CommandLine:(*enc* OR *mimikatz*)",
        "process.name:(mimikatz OR \"a\" OR 4624)",
        "tags:(mimikatz AND -a)",
        "registry.data.strings:mimikatz",
        "event.action:process_* AND NOT user.name:mimikatz",
        "mimikatz OR svchost -powershell",
        "mimikatz AND (svchost OR powershell)",
        "!mimikatz && !svchost",
        "(mimikatz || svchost) && process.pid:*",
        "\"-k netsvcs\"",
      })
  void findsWhatTheQueryMeans(String text) {
    try (Snapshot snapshot = open()) {
      Query query = parse(text, snapshot);
      compare(text, query, snapshot);
      long count = snapshot.count(query);
      assertTrue(count > 0 && count < events.size(), text + " finds " + count + ", seed " + seed);
    }
  }

  /** What only rules can say. */
  static Stream<Query> ofRules() {
    Name program = new Name.OfField(Field.PROCESS_EXECUTABLE);
    Name name = new Name.OfField(Field.PROCESS_NAME);
    Name logonType = new Name.OfSource("winlog.event_data.LogonType");
    return Stream.of(
        match(Field.PROCESS_NAME, new Criterion.CasedText(cased("mimikatz"))),
        match(Field.PROCESS_EXECUTABLE, new Criterion.CasedText(cased("*cmd*"))),
        match(Field.PROCESS_COMMAND_LINE, new Criterion.CasedText(cased("*NoProfile*"))),
        match(Field.PROCESS_COMMAND_LINE, new Criterion.CasedText(cased("*ÄÖ"))),
        match(Field.PROCESS_COMMAND_LINE, search("n.t\\.web", true)),
        match(Field.PROCESS_COMMAND_LINE, search("Net\\.Web|\\bNoP", false)),
        match(Field.SCRIPT_BLOCK_TEXT, search("needle", true)),
        match(Field.SOURCE_IP, search("^10\\.", false)),
        match(Field.MESSAGE, new Criterion.Text(TextPattern.of("*mimikatz*"))),
        match(Field.MESSAGE, search("(?i)MIMI.?k", false)),
        match(Field.PROCESS_PID, new Criterion.Text(TextPattern.of("4*"))),
        match(Field.PROCESS_PID, search("3$", false)),
        match(Field.TIMESTAMP, new Criterion.TimePart(Criterion.TimePart.Unit.HOUR, 12)),
        match(Field.TIMESTAMP, new Criterion.TimePart(Criterion.TimePart.Unit.DAY, 2)),
        new Query.Match(logonType, new Criterion.CasedText(cased("*i*"))),
        new Query.Match(logonType, search("needle|4624", false)),
        new Query.AnyValue(new Criterion.Text(TextPattern.of("*needle*"))),
        new Query.AnyValue(new Criterion.CasedText(cased("*Mimi*"))),
        new Query.Compare(program, Query.Compare.Relation.CONTAINS, name),
        new Query.Compare(program, Query.Compare.Relation.ENDS_WITH, name),
        new Query.Compare(name, Query.Compare.Relation.EQUALS, logonType));
  }

  private static Query match(Field field, Criterion criterion) {
    return new Query.Match(new Name.OfField(field), criterion);
  }

  private static TextPattern cased(String written) {
    return TextPattern.cased(written);
  }

  private static Criterion.Search search(String expression, boolean ignoreCase) {
    return new Criterion.Search(expression, ignoreCase, false, false);
  }

  @ParameterizedTest
  @MethodSource
  void ofRules(Query query) {
    try (Snapshot snapshot = open()) {
      compare("rule", query, snapshot);
      compare("not", new Query.Not(query), snapshot);
    }
  }

  @Test
  void agreesOnRandomCombinations() {
    SplittableRandom random = new SplittableRandom(seed);
    try (Snapshot snapshot = open()) {
      List<Query> leaves =
          Stream.of(
                  "mimikatz",
                  "process.pid:>100",
                  "process.executable:*cmd.exe",
                  "source.ip:10.0.0.0/8",
                  "@timestamp:>2024-05-02",
                  "LogonType:*",
                  "user.name:a",
                  "message:mimikatz",
                  "event.action:*_create",
                  "process.name:(a OR 4624 OR mimikatz)")
              .map(text -> parse(text, snapshot))
              .toList();
      for (int i = 0; i < 60; i++) {
        Query query = random(leaves, random, 3);
        compare("random", query, snapshot);
      }
    }
  }

  private static Query random(List<Query> leaves, SplittableRandom random, int depth) {
    Predicate<Integer> deep = odds -> depth > 0 && random.nextInt(10) < odds;
    if (!deep.test(8)) {
      return leaves.get(random.nextInt(leaves.size()));
    }
    List<Query> parts = new ArrayList<>();
    for (int count = random.nextInt(4); count > 0; count--) {
      parts.add(random(leaves, random, depth - 1));
    }
    return switch (random.nextInt(3)) {
      case 0 -> new Query.And(parts);
      case 1 -> new Query.Or(parts);
      default -> new Query.Not(random(leaves, random, depth - 1));
    };
  }

  @Test
  void everythingAndNothing() {
    try (Snapshot snapshot = open()) {
      compare("*", parse("*", snapshot), snapshot);
      compare("", parse("  ", snapshot), snapshot);
      assertEquals(0, snapshot.count(parse("NOT *", snapshot)));
      assertEquals(0, snapshot.count(parse("nosuchword", snapshot)));
      assertEquals(0, snapshot.count(new Query.Or(List.of())));
    }
  }
}
