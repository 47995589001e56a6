package dev.ring3.search.detect.exclude;

import dev.ring3.collector.event.Event;
import dev.ring3.search.query.Aliases;
import dev.ring3.search.query.Names;
import dev.ring3.search.query.Query;
import dev.ring3.search.query.QueryException;
import dev.ring3.search.query.QueryParser;
import dev.ring3.search.query.match.MatcherSet;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Exclusions, ready to be looked at. For any thread; alerts are looked at one after the other, as
 * there are few.
 */
public final class Exclusions {
  private static final Exclusions NONE = new Exclusions(List.of(), InstantSource.system());

  private final List<Exclusion> all;
  private final InstantSource clock;
  private final MatcherSet.Session session;

  /**
   * @throws QueryException if a query is wrong
   */
  public Exclusions(List<Exclusion> all, InstantSource clock) {
    this.all = List.copyOf(all);
    this.clock = clock;
    this.session =
        new MatcherSet(all.stream().map(each -> parse(each.query(), clock)).toList()).session();
  }

  /** Hides nothing. */
  public static Exclusions none() {
    return NONE;
  }

  /**
   * The meaning of an exclusion's query.
   *
   * @throws QueryException if it is wrong
   */
  public static Query parse(String query, InstantSource clock) {
    Names fieldsOnly = new Names(Aliases.load(), _name -> List.of(), List.of());
    return new QueryParser(clock).parse(query, fieldsOnly);
  }

  public List<Exclusion> all() {
    return all;
  }

  /** The one that hides the alert now; nothing if it is to be raised. */
  public synchronized Optional<Exclusion> hiding(Event alert) {
    if (all.isEmpty()) {
      return Optional.empty();
    }
    int[] first = {-1};
    session.match(
        alert,
        number -> {
          if (first[0] < 0 && all.get(number).isInForce(clock.instant())) {
            first[0] = number;
          }
        });
    return first[0] < 0 ? Optional.empty() : Optional.of(all.get(first[0]));
  }
}
