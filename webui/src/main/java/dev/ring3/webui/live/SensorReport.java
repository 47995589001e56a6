package dev.ring3.webui.live;

import dev.ring3.collector.live.SensorState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the sensors of a collection fare.
 *
 * @param at when this was so
 * @param since when the collection started
 * @param pid of the process that collects
 * @param running whether it goes on; false in the last report before it ended in order
 * @param indexProblem what keeps events from being written; null if they are
 * @param rulesProblem what keeps changed rules from being taken over; null if they were
 * @param sensors each of them
 * @param rules what rules have cost, the costliest first; null in reports of older versions
 */
public record SensorReport(
    Instant at,
    Instant since,
    long pid,
    boolean running,
    @Nullable String indexProblem,
    @Nullable String rulesProblem,
    List<Line> sensors,
    @Nullable List<RuleCost> rules) {
  /** Rules that a report tells of. */
  static final int MOST_RULES = 500;

  public SensorReport {
    Objects.requireNonNull(at);
    Objects.requireNonNull(since);
    sensors = List.copyOf(sensors);
    rules = rules == null ? List.of() : List.copyOf(rules);
  }

  /**
   * One sensor.
   *
   * @param eventsPerSecond since the report before
   */
  public record Line(SensorState state, double eventsPerSecond) {
    public Line {
      Objects.requireNonNull(state);
    }
  }

  /**
   * What a rule has cost and found since it was loaded.
   *
   * @param id of the rule
   * @param tests events on which it was tested in full
   * @param hits events that it found
   * @param nanos time of all tests
   */
  public record RuleCost(String id, long tests, long hits, long nanos) {
    public RuleCost {
      Objects.requireNonNull(id);
    }
  }

  /** What a rule has cost, if it is known. */
  public Optional<RuleCost> cost(String ruleId) {
    return Objects.requireNonNull(rules).stream()
        .filter(cost -> cost.id().equals(ruleId))
        .findFirst();
  }

  SensorReport ended(Instant when) {
    return new SensorReport(when, since, pid, false, indexProblem, rulesProblem, sensors, rules);
  }
}
