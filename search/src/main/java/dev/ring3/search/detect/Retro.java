package dev.ring3.search.detect;

import dev.ring3.collector.event.Field;
import dev.ring3.search.detect.correlate.Lateness;
import dev.ring3.search.detect.correlate.Match;
import dev.ring3.search.detect.correlate.Who;
import dev.ring3.search.detect.rules.ActiveCorrelation;
import dev.ring3.search.detect.rules.ActiveRule;
import dev.ring3.search.detect.rules.AnyRule;
import dev.ring3.search.detect.rules.RuleSet;
import dev.ring3.search.index.Order;
import dev.ring3.search.index.Snapshot;
import dev.ring3.search.index.ValueTable;
import dev.ring3.search.query.Name;
import dev.ring3.search.query.Query;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a rule would have found in the events of an index. */
public final class Retro {
  private static final int NAMES = 5;
  private static final long NANOS = 1_000_000_000L;

  private Retro() {}

  /**
   * The answer.
   *
   * @param count events that it would have found, for a correlation alerts
   * @param first when the earliest was
   * @param last when the latest was
   * @param hosts the most frequent
   * @param programs the most frequent
   */
  public record Answer(
      long count,
      Instant first,
      Instant last,
      List<ValueTable.Entry> hosts,
      List<ValueTable.Entry> programs) {
    public Answer {
      Objects.requireNonNull(first);
      Objects.requireNonNull(last);
      hosts = List.copyOf(hosts);
      programs = List.copyOf(programs);
    }
  }

  /** Asks; empty if the rule would have found nothing. */
  public static Optional<Answer> ask(Query query, Snapshot snapshot) {
    return snapshot
        .edges(query)
        .map(
            edges -> {
              List<ValueTable> tables =
                  snapshot.values(
                      query,
                      List.of(
                          new Name.OfField(Field.HOST_NAME), new Name.OfField(Field.PROCESS_NAME)),
                      NAMES,
                      false);
              return new Answer(
                  snapshot.count(query),
                  instant(edges[0]),
                  instant(edges[1]),
                  tables.get(0).entries(),
                  tables.get(1).entries());
            });
  }

  /**
   * Asks what a correlation would have found; empty if nothing. Goes through all hits of its rules,
   * in the order of their times.
   *
   * @param set holds the correlation and the rules that it refers to
   */
  public static Optional<Answer> ask(ActiveCorrelation of, RuleSet set, Snapshot snapshot) {
    Found found = new Found();
    CorrelationRun run = new CorrelationRun(set, of, Lateness.IN_ORDER, found::add);
    snapshot.forEach(
        run.query(),
        new Order(Field.TIMESTAMP, false),
        Long.MAX_VALUE,
        row -> run.accept(row.event()));
    run.finish();
    return found.answer();
  }

  /** Like the other two. */
  public static Optional<Answer> ask(AnyRule rule, RuleSet set, Snapshot snapshot) {
    return switch (rule) {
      case ActiveRule on -> ask(on.query(), snapshot);
      case ActiveCorrelation of -> ask(of, set, snapshot);
    };
  }

  /** Gathers what a correlation finds; of names so many that hostile events cannot fill memory. */
  private static final class Found {
    private static final int MOST_COUNTED = 10_000;

    private final Map<String, Long> hosts = new HashMap<>();
    private final Map<String, Long> programs = new HashMap<>();
    private long count;
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    void add(Match match) {
      count++;
      first = match.start().isBefore(first) ? match.start() : first;
      last = match.end().isAfter(last) ? match.end() : last;
      names(match, Who::host).forEach(name -> count(hosts, name));
      names(match, Who::program).forEach(name -> count(programs, name));
    }

    private static Set<String> names(Match match, Function<Who, @Nullable String> part) {
      Set<String> names = new HashSet<>();
      for (Who who : match.everyone()) {
        String name = part.apply(who);
        if (name != null) {
          names.add(name);
        }
      }
      return names;
    }

    private static void count(Map<String, Long> counts, String name) {
      if (counts.size() < MOST_COUNTED || counts.containsKey(name)) {
        counts.merge(name, 1L, Long::sum);
      }
    }

    Optional<Answer> answer() {
      return count == 0
          ? Optional.empty()
          : Optional.of(new Answer(count, first, last, top(hosts), top(programs)));
    }

    private static List<ValueTable.Entry> top(Map<String, Long> counts) {
      return counts.entrySet().stream()
          .sorted(
              Map.Entry.<String, Long>comparingByValue()
                  .reversed()
                  .thenComparing(Map.Entry.comparingByKey()))
          .limit(NAMES)
          .map(entry -> new ValueTable.Entry(entry.getKey(), entry.getValue()))
          .toList();
    }
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
  }
}
