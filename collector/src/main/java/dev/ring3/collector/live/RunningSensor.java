package dev.ring3.collector.live;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.live.SensorState.Condition;
import dev.ring3.collector.live.SensorState.Shortcoming;
import dev.ring3.collector.sensor.Ability;
import dev.ring3.collector.sensor.Lane;
import dev.ring3.collector.sensor.Message;
import dev.ring3.collector.sensor.Sensor;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A sensor with its queue and how it fares. The state can be asked for from any thread. */
final class RunningSensor {
  private final @Nullable Sensor sensor;
  private final Lane lane;
  private final Duration settling;
  private final Clock clock;
  private volatile SensorState base;
  private volatile long events;
  private volatile @Nullable Instant lastEvent;
  private volatile Duration lag = Duration.ZERO;

  RunningSensor(Sensor sensor, Clock clock, Semaphore arrived) {
    this.sensor = sensor;
    this.clock = clock;
    this.lane = new Lane(clock, arrived);
    this.settling = sensor.settling();
    this.base = state(sensor.name(), sensor.title(), Ability.notStarted());
  }

  private RunningSensor(SensorState only) {
    this.sensor = null;
    this.clock = Clock.systemUTC();
    this.lane = new Lane(clock, new Semaphore(0));
    this.settling = Duration.ZERO;
    this.base = only;
  }

  /** Stands for a platform without sensors. */
  static RunningSensor none(SensorState state) {
    return new RunningSensor(state);
  }

  static SensorState state(String name, String title, Ability ability) {
    List<Shortcoming> missing =
        ability.lacks().stream().map(l -> new Shortcoming(l.what(), l.remedy())).toList();
    Condition condition =
        !ability.works()
            ? Condition.UNAVAILABLE
            : missing.isEmpty() ? Condition.RUNNING : Condition.LIMITED;
    return new SensorState(
        name,
        title,
        condition,
        ability.detail(),
        missing,
        0,
        0,
        0,
        Optional.empty(),
        Duration.ZERO);
  }

  Optional<Sensor> sensor() {
    boolean works = base.condition() == Condition.RUNNING || base.condition() == Condition.LIMITED;
    return works ? Optional.ofNullable(sensor) : Optional.empty();
  }

  /** The sensor, also when it was stopped, for what is still in its lane. */
  Optional<Sensor> source() {
    return Optional.ofNullable(sensor);
  }

  Lane lane() {
    return lane;
  }

  /** When its next message has waited long enough; null if there is none. */
  @Nullable Instant settled() {
    Instant readAt = lane.nextReadAt();
    return readAt == null ? null : readAt.plus(settling);
  }

  /** The next message that has waited long enough by then. */
  @Nullable Message poll(Instant settledBy) {
    return lane.poll(settledBy.equals(Instant.MAX) ? settledBy : settledBy.minus(settling));
  }

  String name() {
    return base.name();
  }

  void start() {
    if (sensor == null) {
      return;
    }
    try {
      base = state(sensor.name(), sensor.title(), sensor.start(lane));
    } catch (IOException e) {
      Ability probed = sensor.probe();
      base =
          probed.works()
              ? with(Condition.FAILED, "It could not be started: " + e.getMessage() + '.')
              : state(sensor.name(), sensor.title(), probed);
    }
  }

  void stop() {
    sensor()
        .ifPresent(
            s -> {
              s.stop();
              base = with(Condition.STOPPED, "It was stopped in order.");
            });
  }

  private SensorState with(Condition condition, String detail) {
    return new SensorState(
        base.name(),
        base.title(),
        condition,
        detail,
        base.missing(),
        0,
        0,
        0,
        Optional.empty(),
        Duration.ZERO);
  }

  /** Notes an event of this sensor. On {@code ring3-collect} only. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // written by one thread
  void handedOver(Event event) {
    events++;
    lastEvent = event.time();
    Duration late = Duration.between(event.time(), clock.instant());
    lag = late.isNegative() ? Duration.ZERO : late;
  }

  SensorState state() {
    SensorState now = base;
    return new SensorState(
        now.name(),
        now.title(),
        now.condition(),
        now.detail(),
        now.missing(),
        lane.messages(),
        events,
        lane.lost(),
        Optional.ofNullable(lastEvent),
        lag);
  }
}
