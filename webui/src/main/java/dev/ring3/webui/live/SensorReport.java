package dev.ring3.webui.live;

import dev.ring3.collector.live.SensorState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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
 */
public record SensorReport(
    Instant at,
    Instant since,
    long pid,
    boolean running,
    @Nullable String indexProblem,
    @Nullable String rulesProblem,
    List<Line> sensors) {
  public SensorReport {
    Objects.requireNonNull(at);
    Objects.requireNonNull(since);
    sensors = List.copyOf(sensors);
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

  SensorReport ended(Instant when) {
    return new SensorReport(when, since, pid, false, indexProblem, rulesProblem, sensors);
  }
}
