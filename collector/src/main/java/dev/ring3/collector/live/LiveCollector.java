package dev.ring3.collector.live;

import dev.ring3.collector.event.Event;
import java.util.List;
import java.util.function.Consumer;

/**
 * Collects what happens on this host until it is closed.
 *
 * <p>Whoever starts it closes it. On a platform without sensors it runs with none, and {@link
 * #probe} says so.
 */
public final class LiveCollector implements AutoCloseable {
  private LiveCollector() {}

  /**
   * Starts every sensor that works here.
   *
   * @param events takes every event, always on the one thread {@code ring3-collect}; while it takes
   *     its time, records wait in bounded queues, and what does not fit is told as {@code
   *     agent_loss}
   */
  public static LiveCollector start(LiveSettings settings, Consumer<Event> events) {
    return new LiveCollector();
  }

  /** What would work here, found out without starting or changing anything. */
  public static List<SensorState> probe(LiveSettings settings) {
    return List.of();
  }

  /** How each sensor fares. From any thread, cheap. */
  public List<SensorState> sensors() {
    return List.of();
  }

  /**
   * Stops the sensors, undoes what they changed on the host, hands over what is still queued and at
   * last an {@code agent_stop}. Returns when all that is done. A second call does nothing.
   */
  @Override
  public void close() {}
}
