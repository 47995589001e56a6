package dev.ring3.search.sigma;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import dev.ring3.search.testing.Agreement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
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

/** The matcher and the index find the same with every rule of SigmaHQ in real events. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgreementTest {
  @TempDir Path data;
  private Agreement agreement;

  @BeforeAll
  void compile() {
    agreement = new Agreement();
  }

  private Cases index(String folder) {
    Cases cases = new Cases(data.resolve(folder), Clock.systemUTC());
    try (CaseWriter target = cases.write("c")) {
      List<String> paths = List.of(Captures.path(folder).toString());
      new ImportRun(target, ImportPaths.find(paths).files(), false, Clock.systemUTC()).run();
    }
    return cases;
  }

  /** The same of the simulated attacks: {@link dev.ring3.search.ingest.SimulatedAttacksTest}. */
  @ParameterizedTest
  @ValueSource(strings = {"evtx/attack-samples", "sigma/regression", "linux"})
  void bothFindTheSame(String folder) {
    try (Cases cases = index(folder)) {
      agreement.check(cases, "c", _rule -> true);
    }
  }

  /** Ground truth of SigmaHQ: which rule fires on which log, and how often at least. */
  @Test
  void regressionLogsFireTheirRules() throws IOException {
    Path folder = Captures.path("sigma/regression");
    Map<String, Agreement.Mapped> byId = new TreeMap<>();
    agreement.rules().forEach(rule -> byId.put(rule.rule().about().id(), rule));
    Map<String, String> wrong = new TreeMap<>();
    int checked = 0;
    for (String line : Files.readAllLines(folder.resolve("index.tsv")).stream().skip(1).toList()) {
      String[] columns = line.split("\t", -1);
      int atLeast = Integer.parseInt(columns[4].replace(">=", ""));
      Agreement.Mapped rule = byId.get(columns[0]);
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
        try (Snapshot snapshot = EventIndex.over(cases).open(List.of("c"), Agreement.LIMIT)) {
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
