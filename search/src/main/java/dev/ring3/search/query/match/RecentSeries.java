package dev.ring3.search.query.match;

import dev.ring3.collector.event.Event;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The series of events that came lately: the next event mostly goes on with one of them. For one
 * thread.
 *
 * <p>Memory: at most {@value #SETS} times {@value #OF_A_SET} series, each with three entries for
 * each place that a rule looks at, and of the last event at most {@value #MOST_CHARACTERS}
 * characters, names included, as they were and up to twice in lower case.
 */
final class RecentSeries {
  private static final int SETS = 32;
  private static final int OF_A_SET = 8;
  private static final int MOST_CHARACTERS = 16_384;

  private final @Nullable Series[] all = new Series[SETS * OF_A_SET];

  /**
   * The series, gone on to the event.
   *
   * @param begin starts one where none is remembered
   */
  Series goOn(Event event, Recent recent, Function<Event, Series> begin) {
    int hash = event.shape().hashCode();
    int first = ((hash ^ (hash >>> 16)) & (SETS - 1)) * OF_A_SET;
    for (int at = first; at < first + OF_A_SET; at++) {
      Series series = all[at];
      if (series != null && series.isContinuedBy(event)) {
        all[at] = null; // so that it is forgotten if this fails
        series.next(event, recent);
        keep(series, first, at);
        return series;
      }
    }
    Series series = begin.apply(event);
    keep(series, first, first + OF_A_SET - 1);
    return series;
  }

  /** Lets it be the latest of its set instead of the one at a place. */
  private void keep(Series series, int first, int instead) {
    if (series.isWorthKeeping(MOST_CHARACTERS)) {
      System.arraycopy(all, first, all, first + 1, instead - first);
      all[first] = series;
    }
  }
}
