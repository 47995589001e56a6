package dev.ring3.search.detect.correlate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.search.sigma.rule.Correlation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever the order in which hits come, the same is found as by looking at each window anew. */
class CorrelatorPropertyTest {
  private static final int ROUNDS = 3_000;
  private static final List<Correlation.Type> TYPES = List.of(Correlation.Type.values());
  private static final List<String> RULES = List.of("a", "b", "c");

  private record Hit(long second, String rule, String user, long size) {}

  /** What was found: whose and when. */
  private record Finding(String user, Instant end) {}

  @Test
  void theSameIsFoundAsByLookingAtEachWindow() {
    long seed = Long.getLong("ring3.seed", System.nanoTime());
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    int found = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String text = correlation(random);
      List<Hit> hits = hits(random);
      CorrelationPlan plan = Correlations.plan(text);
      List<Finding> expected = naive(plan.nodes().getFirst(), hits);
      Collections.shuffle(hits, random);
      assertEquals(
          sorted(expected), sorted(run(text, hits, random)), () -> text + hits + " seed " + seed);
      found += expected.size();
    }
    assertTrue(found > ROUNDS, found + " found");
  }

  private static List<Finding> sorted(List<Finding> findings) {
    return findings.stream()
        .sorted(Comparator.comparing(Finding::end).thenComparing(Finding::user))
        .toList();
  }

  private static String correlation(Random random) {
    Correlation.Type type = TYPES.get(random.nextInt(TYPES.size()));
    List<String> comparisons = List.of("gt", "gte", "lt", "lte", "eq", "neq");
    String bounds =
        comparisons.get(random.nextInt(3) == 0 ? random.nextInt(6) : random.nextInt(2))
            + ": "
            + (type.needsField() && type != Correlation.Type.VALUE_COUNT
                ? random.nextInt(30)
                : 1 + random.nextInt(4));
    String percentile =
        type == Correlation.Type.VALUE_PERCENTILE && random.nextBoolean()
            ? ", percentile: " + random.nextInt(101)
            : "";
    return """
        title: Tested
        name: tested
        correlation:
          type: %s
          rules: [a, b, c]
          group-by: [user.name]
          timespan: %ds
          condition: {%s%s%s}
        """
        .formatted(
            type.word(),
            1 + random.nextInt(20),
            bounds,
            type.needsField() ? ", field: file.size" : "",
            percentile);
  }

  private static List<Hit> hits(Random random) {
    List<Hit> hits = new ArrayList<>();
    int seconds = 5 + random.nextInt(80);
    for (int count = random.nextInt(40); count > 0; count--) {
      hits.add(
          new Hit(
              random.nextInt(seconds),
              RULES.get(random.nextInt(3)),
              random.nextBoolean() ? "ada" : "bob",
              random.nextInt(12)));
    }
    return hits;
  }

  /** Runs them, with a restart somewhere in between. */
  private static List<Finding> run(String text, List<Hit> hits, Random random) {
    List<Match> found = new ArrayList<>();
    int restart = hits.isEmpty() ? 0 : random.nextInt(hits.size());
    Correlator correlator = correlator(text);
    for (int i = 0; i < hits.size(); i++) {
      if (i == restart) {
        byte[] state = correlator.state();
        correlator = correlator(text);
        correlator.restore(state);
      }
      Hit hit = hits.get(i);
      correlator.add(
          Correlations.rule(correlator.plan(), hit.rule()),
          Correlations.event(hit.second(), hit.user(), hit.size()),
          found::add);
    }
    correlator.finish(found::add);
    return found.stream().map(m -> new Finding(m.group().getFirst().value(), m.end())).toList();
  }

  private static Correlator correlator(String text) {
    return new Correlator(Correlations.plan(text), Lateness.IMPORT, Correlator.Limits.USUAL);
  }

  private static List<Finding> naive(Node node, List<Hit> hits) {
    List<Finding> found = new ArrayList<>();
    hits.stream()
        .collect(Collectors.groupingBy(Hit::user, TreeMap::new, Collectors.toList()))
        .forEach(
            (_user, of) -> {
              List<Hit> ordered =
                  of.stream().sorted(Comparator.comparingLong(Hit::second)).toList();
              found.addAll(node.isRising() ? sliding(node, ordered) : fixed(node, ordered));
            });
    return found;
  }

  private static List<Finding> sliding(Node node, List<Hit> hits) {
    long span = node.correlation().timespan().toSeconds();
    List<Finding> found = new ArrayList<>();
    long quietUntil = Long.MIN_VALUE;
    for (Hit last : hits) {
      List<Hit> window =
          hits.stream()
              .filter(h -> h.second() <= last.second() && h.second() >= last.second() - span)
              .toList();
      if (last.second() > quietUntil && holds(node, window)) {
        quietUntil = last.second() + span;
        found.add(finding(last));
      }
    }
    return found;
  }

  private static List<Finding> fixed(Node node, List<Hit> hits) {
    long span = node.correlation().timespan().toSeconds();
    List<Finding> found = new ArrayList<>();
    List<Hit> window = new ArrayList<>();
    for (Hit hit : hits) {
      if (!window.isEmpty() && hit.second() > window.getFirst().second() + span) {
        close(node, window, found);
      }
      window.add(hit);
    }
    if (!window.isEmpty()) {
      close(node, window, found);
    }
    return found;
  }

  private static void close(Node node, List<Hit> window, List<Finding> found) {
    if (holds(node, window)) {
      found.add(finding(window.getLast()));
    }
    window.clear();
  }

  private static Finding finding(Hit last) {
    return new Finding(last.user(), Correlations.START.plusSeconds(last.second()));
  }

  private static boolean holds(Node node, List<Hit> window) {
    return Arrays.stream(measures(node.correlation(), window)).anyMatch(node::holds);
  }

  private static double[] measures(Correlation correlation, List<Hit> window) {
    double[] sizes = window.stream().mapToDouble(Hit::size).sorted().toArray();
    return switch (correlation.type()) {
      case EVENT_COUNT -> new double[] {window.size()};
      case VALUE_COUNT -> new double[] {window.stream().map(Hit::size).distinct().count()};
      case TEMPORAL -> new double[] {window.stream().map(Hit::rule).distinct().count()};
      case TEMPORAL_ORDERED -> new double[] {longest(window, 0, Long.MIN_VALUE)};
      case VALUE_SUM -> new double[] {Arrays.stream(sizes).sum()};
      case VALUE_AVG -> new double[] {Arrays.stream(sizes).sum() / sizes.length};
      case VALUE_MEDIAN -> new double[] {sizes[(sizes.length + 1) / 2 - 1]};
      case VALUE_PERCENTILE -> {
        Integer percentile = correlation.percentile();
        if (percentile == null) {
          Set<Long> values = new HashSet<>(window.stream().map(Hit::size).toList());
          yield values.stream()
              .mapToDouble(
                  v -> 100.0 * window.stream().filter(h -> h.size() == v).count() / window.size())
              .sorted()
              .toArray();
        }
        int rank = (int) Math.ceil(percentile / 100.0 * sizes.length);
        yield new double[] {sizes[Math.max(0, rank - 1)]};
      }
    };
  }

  /** The longest sequence of rules in their order, from one on and from a time on. */
  private static int longest(List<Hit> window, int rule, long from) {
    if (rule == RULES.size()) {
      return 0;
    }
    int longest = longest(window, rule + 1, from);
    for (Hit hit : window) {
      if (hit.rule().equals(RULES.get(rule)) && hit.second() >= from) {
        longest = Math.max(longest, 1 + longest(window, rule + 1, hit.second()));
      }
    }
    return longest;
  }

  @Test
  void lateHitsWithinTheToleranceChangeNothing() {
    String text =
        """
        title: Tested
        name: tested
        correlation: {type: event_count, rules: [a], group-by: [user.name], timespan: 60s, condition: {gte: 3}}
        """;
    Lateness lateness = new Lateness(Duration.ofSeconds(5), 100);
    List<Match> found = new ArrayList<>();
    Correlator correlator =
        new Correlator(Correlations.plan(text), lateness, Correlator.Limits.USUAL);
    for (long second : List.of(10L, 7L, 14L, 12L, 30L, 2L)) {
      correlator.add(0, Correlations.event(second, "ada", 1), found::add);
      correlator.advance(Correlations.START.plusSeconds(Math.max(second, 14)), found::add);
    }
    correlator.finish(found::add);
    assertEquals(1, found.size());
    assertEquals(Correlations.START.plusSeconds(12), found.getFirst().end());
    assertEquals(Correlations.START.plusSeconds(7), found.getFirst().start());
    assertEquals(1, correlator.counts().late(), "that of second 2 came after second 12");
  }
}
