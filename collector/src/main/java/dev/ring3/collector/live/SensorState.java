package dev.ring3.collector.live;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a sensor can do here and how it fares.
 *
 * @param name identifies it, such as {@code linux.audit}
 * @param title what people call it
 * @param condition how it fares
 * @param detail one plain sentence: what it sees, or why it does not
 * @param missing what it cannot do here, each with the remedy
 * @param records what it has read so far, in its source's own units (datagrams, entries)
 * @param events what has become of them
 * @param lost records known to be lost, by the kernel or by a full queue; a loss of unknown size
 *     counts as one
 * @param lastEvent time of the newest event
 * @param lag from the newest event's time to its hand-over; zero if there is none
 */
public record SensorState(
    String name,
    String title,
    Condition condition,
    String detail,
    List<Shortcoming> missing,
    long records,
    long events,
    long lost,
    Optional<Instant> lastEvent,
    Duration lag) {
  public SensorState {
    Objects.requireNonNull(name);
    Objects.requireNonNull(title);
    Objects.requireNonNull(condition);
    Objects.requireNonNull(detail);
    missing = List.copyOf(missing);
    Objects.requireNonNull(lastEvent);
    Objects.requireNonNull(lag);
  }

  /** How a sensor fares. */
  public enum Condition {
    /** It sees all that it can see on a host of this kind; probed: it would. */
    RUNNING,
    /** It works, but lacks what {@link SensorState#missing} lists. */
    LIMITED,
    /** It cannot work here. */
    UNAVAILABLE,
    /** It worked and broke. */
    FAILED,
    /** It was stopped in order. */
    STOPPED
  }

  /**
   * Something that a sensor cannot do here.
   *
   * @param what is not seen
   * @param remedy what to do so that it is seen
   */
  public record Shortcoming(String what, String remedy) {
    public Shortcoming {
      Objects.requireNonNull(what);
      Objects.requireNonNull(remedy);
    }
  }
}
