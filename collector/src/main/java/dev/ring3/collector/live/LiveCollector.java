package dev.ring3.collector.live;

import dev.ring3.collector.event.EventTaker;
import dev.ring3.collector.live.SensorState.Condition;
import dev.ring3.collector.sensor.Ability;
import dev.ring3.collector.sensor.BootClock;
import dev.ring3.collector.sensor.Sensor;
import dev.ring3.collector.sensor.Sensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Collects what happens on this host until it is closed.
 *
 * <p>Whoever starts it closes it. On a platform without sensors it runs with none, and {@link
 * #probe} says so.
 */
public final class LiveCollector implements AutoCloseable {
  private final Thread thread;
  private final CollectLoop loop;
  private final List<RunningSensor> sensors;

  private LiveCollector(List<RunningSensor> sensors, CollectLoop loop) {
    this.sensors = sensors;
    this.loop = loop;
    this.thread = Thread.ofPlatform().name("ring3-collect").unstarted(loop);
  }

  /**
   * Starts every sensor that works here. One that does not is told in {@link #sensors}.
   *
   * @param events takes every event, always on the one thread {@code ring3-collect}, and those
   *     whose files are still to be read as events that begin; while it takes its time, records
   *     wait in bounded queues, and what does not fit is told as {@code agent_loss}. If it throws,
   *     the event is counted as lost
   * @throws UncheckedIOException if the data directory can't be used
   */
  public static LiveCollector start(LiveSettings settings, EventTaker events) {
    Semaphore arrived = new Semaphore(0);
    LiveFlow flow = new LiveFlow(settings.clock(), events);
    List<RunningSensor> running = new ArrayList<>();
    List<Sensor> here = List.of();
    if (Sensors.onLinux()) {
      BootClock boot = boot(settings);
      flow.onLinux(boot);
      here = sensors(settings, boot);
    } else if (Sensors.onWindows()) {
      flow.onWindows();
      here = Sensors.windows(settings.dataDirectory(), settings.clock(), new HostName().name());
    } else {
      running.add(RunningSensor.none(noneHere()));
    }
    here.forEach(s -> running.add(new RunningSensor(s, settings.clock(), arrived)));
    LiveCollector collector =
        new LiveCollector(List.copyOf(running), new CollectLoop(settings, running, flow, arrived));
    running.forEach(RunningSensor::start);
    collector.thread.start();
    return collector;
  }

  private static BootClock boot(LiveSettings settings) {
    try {
      return BootClock.of(settings.dataDirectory().resolve("boot"), settings.clock());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Sensor> sensors(LiveSettings settings, BootClock boot) {
    Path directory = settings.dataDirectory();
    return Sensors.linux(directory, settings.clock(), boot, settings.watched());
  }

  /** What would work here, found out without starting or changing anything. */
  public static List<SensorState> probe(LiveSettings settings) {
    if (!Sensors.onLinux() && !Sensors.onWindows()) {
      return List.of(noneHere());
    }
    List<SensorState> states = new ArrayList<>();
    List<Sensor> here =
        Sensors.onLinux()
            ? sensors(settings, BootClock.passing(settings.clock()))
            : Sensors.windows(settings.dataDirectory(), settings.clock(), new HostName().name());
    for (Sensor sensor : here) {
      Ability ability = sensor.probe();
      states.add(RunningSensor.state(sensor.name(), sensor.title(), ability));
    }
    return states;
  }

  private static SensorState noneHere() {
    return new SensorState(
        "live",
        "Live sensors",
        Condition.UNAVAILABLE,
        "This version has no sensors for " + System.getProperty("os.name") + '.',
        List.of(
            new SensorState.Shortcoming(
                "what happens on this host now",
                "import its event logs, or run on 64-bit Linux or Windows")),
        0,
        0,
        0,
        Optional.empty(),
        Duration.ZERO);
  }

  /** How each sensor fares. From any thread, cheap. */
  public List<SensorState> sensors() {
    return sensors.stream().map(RunningSensor::state).toList();
  }

  /**
   * Stops the sensors, undoes what they changed on the host, hands over what is still queued and at
   * last an {@code agent_stop}. Returns when all that is done. A second call does nothing.
   */
  @Override
  public void close() {
    loop.end();
    boolean interrupted = false;
    while (thread.isAlive() && !Thread.currentThread().equals(thread)) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
