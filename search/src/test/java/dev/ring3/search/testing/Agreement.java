package dev.ring3.search.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.search.index.Cases;
import dev.ring3.search.index.EventIndex;
import dev.ring3.search.index.Order;
import dev.ring3.search.index.Snapshot;
import dev.ring3.search.query.Query;
import dev.ring3.search.query.match.MatcherSet;
import dev.ring3.search.sigma.read.SigmaFile;
import dev.ring3.search.sigma.rule.SigmaDocument;
import dev.ring3.search.sigma.taxonomy.Compiled;
import dev.ring3.search.sigma.taxonomy.Placeholders;
import dev.ring3.search.sigma.taxonomy.RuleCompiler;
import dev.ring3.search.sigma.taxonomy.Taxonomy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/** Whether the matcher and the index find the same with every rule of SigmaHQ. */
public final class Agreement {
  public static final Duration LIMIT = Duration.ofHours(1);

  private final List<Mapped> rules = new ArrayList<>();

  /** A rule that events can meet. */
  public record Mapped(SigmaDocument.Rule rule, Query query) {}

  /** Compiles all rules; the test is skipped where the captures are not. */
  public Agreement() {
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

  public List<Mapped> rules() {
    return rules;
  }

  /**
   * Fails if a rule is found another number of times by the one than by the other.
   *
   * @param also which of the rules, by number, are asked of the index though the matcher found
   *     nothing
   */
  public void check(Cases cases, String name, IntPredicate also) {
    MatcherSet matcher = new MatcherSet(rules.stream().map(Mapped::query).toList());
    long[] matched = new long[rules.size()];
    Map<String, String> different = new TreeMap<>();
    int fired = 0;
    long hits = 0;
    try (Snapshot snapshot = EventIndex.over(cases).open(List.of(name), LIMIT)) {
      snapshot.keepLongValues(Runtime.getRuntime().maxMemory() / 4);
      MatcherSet.Session session = matcher.session();
      snapshot.forEach(
          new Query.All(),
          Order.NEWEST_FIRST,
          Long.MAX_VALUE,
          row -> session.match(row.event(), number -> matched[number]++));
      long start = System.nanoTime();
      int compared = 0;
      for (int i = 0; i < matched.length; i++) {
        if (matched[i] == 0 && !also.test(i)) {
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
          name,
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
}
