package dev.ring3.search.detect.correlate;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * How many rules hit in their order within the timespan that ends with the last hit. Hits at the
 * same time count in any order.
 *
 * <p>For each number of rules and each rule that may be the last of them, the latest time at which
 * such a chain began: an earlier beginning can never be of more use.
 */
final class OrderTally implements Tally {
  private final int rules;
  private final Duration timespan;

  /** Beginnings by number of rules, then by last rule. */
  private @Nullable Instant[][] chains;

  /** The same, without what happened at {@link #now}. */
  private @Nullable Instant[][] before;

  private final BitSet hitNow = new BitSet();
  private @Nullable Instant now;

  OrderTally(int rules, Duration timespan) {
    this.rules = rules;
    this.timespan = timespan;
    this.chains = new Instant[rules + 1][rules];
    this.before = chains;
  }

  @Override
  public void add(Entry entry) {
    if (!entry.time().equals(now)) {
      now = entry.time();
      before = chains;
      hitNow.clear();
    }
    hitNow.set(entry.input());
    chains = new Instant[rules + 1][];
    for (int length = 0; length <= rules; length++) {
      chains[length] = before[length].clone();
    }
    Instant at = entry.time();
    hitNow.stream().forEach(rule -> extend(rule, at));
  }

  private void extend(int rule, Instant at) {
    chains[1][rule] = at;
    for (int length = 2; length <= rules; length++) {
      for (int earlier = 0; earlier < rule; earlier++) {
        chains[length][rule] = later(chains[length][rule], chains[length - 1][earlier]);
      }
    }
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }

  /** Nothing to do: a beginning that left the window is known by its time. */
  @Override
  public void remove(Entry entry) {}

  @Override
  public double value() {
    for (int length = rules; length > 0; length--) {
      for (Instant began : chains[length]) {
        if (began != null && now != null && !Tally.isOver(began, now, timespan)) {
          return length;
        }
      }
    }
    return 0;
  }
}
