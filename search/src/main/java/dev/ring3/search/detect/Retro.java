package dev.ring3.search.detect;

import dev.ring3.collector.event.Field;
import dev.ring3.search.index.Snapshot;
import dev.ring3.search.index.ValueTable;
import dev.ring3.search.query.Name;
import dev.ring3.search.query.Query;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a rule would have found in the events of an index. */
public final class Retro {
  private static final int NAMES = 5;
  private static final long NANOS = 1_000_000_000L;

  private Retro() {}

  /**
   * The answer.
   *
   * @param count events that it would have found
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

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
  }
}
