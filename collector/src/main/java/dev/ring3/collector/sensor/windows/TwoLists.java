package dev.ring3.collector.sensor.windows;

import java.util.HashSet;
import java.util.Set;

/**
 * Compares two lists of processes that should be one. They are taken one after the other, so that a
 * process may start or end between them: one that is missing twice in a row is told, once. For one
 * thread.
 */
final class TwoLists {
  private Set<Long> missing = Set.of();
  private Set<Long> told = Set.of();

  /**
   * @param these pids
   * @param others pids
   * @return those of {@code these} that {@code others} lacked this time and the last
   */
  Set<Long> missing(Set<Long> these, Set<Long> others) {
    Set<Long> now = new HashSet<>(these);
    now.removeAll(others);
    Set<Long> twice = new HashSet<>(now);
    twice.retainAll(missing);
    Set<Long> news = new HashSet<>(twice);
    news.removeAll(told);
    missing = now;
    told = twice;
    return news;
  }
}
