package dev.ring3.search.sigma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.testing.Captures;
import dev.ring3.search.index.CaseWriter;
import dev.ring3.search.index.Cases;
import dev.ring3.search.index.EventIndex;
import dev.ring3.search.index.Order;
import dev.ring3.search.index.Snapshot;
import dev.ring3.search.ingest.ImportPaths;
import dev.ring3.search.ingest.ImportRun;
import dev.ring3.search.query.Query;
import dev.ring3.search.query.match.MatcherSet;
import dev.ring3.search.sigma.read.SigmaFile;
import dev.ring3.search.sigma.rule.SigmaDocument;
import dev.ring3.search.sigma.taxonomy.Compiled;
import dev.ring3.search.sigma.taxonomy.Placeholders;
import dev.ring3.search.sigma.taxonomy.RuleCompiler;
import dev.ring3.search.sigma.taxonomy.Taxonomy;
import dev.ring3.search.testing.SigmaHq;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The matcher and the index find the same with every rule of SigmaHQ in all real events. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgreementTest {
  private static final Duration LIMIT = Duration.ofHours(1);
  private static final int SHARE = 8;

  private final long seed = Long.getLong("ring3.seed", System.nanoTime());

  private record Mapped(SigmaDocument.Rule rule, Query query) {}

  @TempDir Path data;
  private final List<Mapped> rules = new ArrayList<>();

  @BeforeAll
  void compile() {
    RuleCompiler compiler = new RuleCompiler(Taxonomy.load(), Placeholders.none());
    for (SigmaFile file : SigmaHq.files()) {
      for (SigmaDocument document : file.documents()) {
        if (document instanceof SigmaDocument.Rule rule
            && compiler.compile(rule) instanceof Compiled.Mapped mapped) {
          rules.add(new Mapped(rule, mapped.query()));
        }
      }
    }
  }

  private Cases index(String folder) {
    Cases cases = new Cases(data.resolve(folder), Clock.systemUTC());
    try (CaseWriter target = cases.write("c")) {
      List<String> paths = List.of(Captures.path(folder).toString());
      new ImportRun(target, ImportPaths.find(paths).files(), false, Clock.systemUTC()).run();
    }
    return cases;
  }

  /** How often each rule fires, by title, as the matcher and as the index say. */
  @ParameterizedTest
  @ValueSource(strings = {"evtx/attack-samples", "sigma/regression", "otrf", "linux"})
  void bothFindTheSame(String folder) {
    MatcherSet matcher = new MatcherSet(rules.stream().map(Mapped::query).toList());
    long[] matched = new long[rules.size()];
    Map<String, String> different = new TreeMap<>();
    int fired = 0;
    long hits = 0;
    try (Cases cases = index(folder);
        Snapshot snapshot = EventIndex.over(cases).open(List.of("c"), LIMIT)) {
      snapshot.keepLongValues(Runtime.getRuntime().maxMemory() / 4);
      MatcherSet.Session session = matcher.session();
      snapshot.forEach(
          new Query.All(),
          Order.NEWEST_FIRST,
          Long.MAX_VALUE,
          row -> session.match(row.event(), number -> matched[number]++));
      System.out.println("seed " + seed);
      long start = System.nanoTime();
      int compared = 0;
      for (int i = 0; i < matched.length; i++) {
        if (matched[i] == 0 && !isCompared(folder, i)) {
          continue;
        }
        compared++;
        long found = snapshot.count(rules.get(i).query());
        fired += matched[i] > 0 ? 1 : 0;
        hits += matched[i];
        if (found != matched[i]) {
          different.put(
              rules.get(i).rule().about().file(), "matcher " + matched[i] + ", index " + found);
        }
      }
      System.out.printf(
          "%s: %d events, %d of %d rules fired %d times; the index answered %d of them in %.1f s%n",
          folder,
          snapshot.events(),
          fired,
          matched.length,
          hits,
          compared,
          (System.nanoTime() - start) / 1e9);
    }
    assertEquals(Map.of(), different);
    assertTrue(fired > 0, "no rule fired");
  }

  /**
   * Of the rules that found nothing in the largest set one in {@link #SHARE}, other ones in each
   * run: all of them take a minute, and are compared with {@code -Dring3.slow=true}.
   */
  private boolean isCompared(String folder, int rule) {
    return !folder.equals("otrf")
        || Boolean.getBoolean("ring3.slow")
        || Math.floorMod(rule + seed, SHARE) == 0;
  }

  /** Ground truth of SigmaHQ: which rule fires on which log, and how often at least. */
  @Test
  void regressionLogsFireTheirRules() throws IOException {
    Path folder = Captures.path("sigma/regression");
    Map<String, Mapped> byId = new TreeMap<>();
    rules.forEach(rule -> byId.put(rule.rule().about().id(), rule));
    Map<String, String> wrong = new TreeMap<>();
    int checked = 0;
    for (String line : Files.readAllLines(folder.resolve("index.tsv")).stream().skip(1).toList()) {
      String[] columns = line.split("\t", -1);
      int atLeast = Integer.parseInt(columns[4].replace(">=", ""));
      Mapped rule = byId.get(columns[0]);
      Path log = folder.resolve(columns[2].replaceFirst("^regression_data/", ""));
      checked++;
      if (rule == null) {
        wrong.put(columns[0], "not mapped");
        continue;
      }
      List<Event> events = new ArrayList<>();
      try (Cases cases = new Cases(data.resolve(columns[0]), Clock.systemUTC())) {
        try (CaseWriter target = cases.write("c")) {
          new ImportRun(
                  target,
                  ImportPaths.find(List.of(log.toString())).files(),
                  false,
                  Clock.systemUTC())
              .run();
        }
        try (Snapshot snapshot = EventIndex.over(cases).open(List.of("c"), LIMIT)) {
          snapshot.forEach(
              new Query.All(), Order.NEWEST_FIRST, 100_000, row -> events.add(row.event()));
          MatcherSet.Session session = new MatcherSet(List.of(rule.query())).session();
          int[] matched = new int[1];
          events.forEach(event -> session.match(event, _n -> matched[0]++));
          long found = snapshot.count(rule.query());
          if (matched[0] < atLeast || found < atLeast) {
            wrong.put(
                rule.rule().about().file(),
                "matcher %d, index %d, expected %d of %d %s"
                    .formatted(matched[0], found, atLeast, events.size(), rule.query()));
          }
        }
      }
    }
    assertEquals(88, checked);
    assertEquals(Map.of(), wrong);
  }
}
