package dev.ring3.collector.live;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.sensor.EtwSensor;
import dev.ring3.collector.sensor.Lane;
import dev.ring3.collector.sensor.Message;
import dev.ring3.collector.sensor.Sensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ring3-collect} does: takes messages from the lanes in turn, has them decoded, ticks,
 * and tells of Ring3 itself: start, heartbeat once a minute, loss once a second, errors, stop.
 */
final class CollectLoop implements Runnable {
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LOSS_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LIFE_SIGN_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long HEARTBEAT_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** Messages before it is looked what else is due. */
  private static final int TURN = 256;

  private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final LiveSettings settings;
  private final List<RunningSensor> sensors;
  private final LiveFlow flow;
  private final Semaphore arrived;
  private final Instant since;
  private final LifeSign life;
  private volatile boolean running = true;
  private long lastTick = System.nanoTime();
  private long lastLoss = lastTick;
  private long lastHeartbeat = lastTick;
  private long lastLifeSign = lastTick;

  CollectLoop(
      LiveSettings settings, List<RunningSensor> sensors, LiveFlow flow, Semaphore arrived) {
    this.settings = settings;
    this.sensors = List.copyOf(sensors);
    this.flow = flow;
    flow.sensors(sensors);
    this.arrived = arrived;
    this.since = settings.clock().instant();
    this.life = new LifeSign(settings.dataDirectory(), settings.clock());
  }

  /** Makes {@link #run} stop the sensors and return. */
  void end() {
    running = false;
    arrived.release();
  }

  @Override
  public void run() {
    guarded(() -> flow.begin(runs("linux.audit"), runs(EtwSensor.NAME)));
    guarded(this::begin);
    while (running) {
      Instant now = settings.clock().instant();
      if (!turn(now)) {
        await();
      }
      due();
    }
    List<Sensor> stopped = sensors.stream().flatMap(s -> s.sensor().stream()).toList();
    drain();
    sensors.forEach(s -> guarded(s::stop));
    drain();
    stopped.forEach(s -> guarded(() -> s.flush(flow)));
    guarded(flow::flush);
    tellLosses();
    guarded(() -> flow.own(about(EventType.AGENT_STOP)));
    guarded(() -> onDisk(life::end));
  }

  private interface OnDisk {
    void run() throws IOException;
  }

  private static void onDisk(OnDisk action) {
    try {
      action.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells that the collection starts, and for how long there was none. */
  private void begin() {
    AtomicReference<LifeSign.@Nullable Gap> before = new AtomicReference<>();
    guarded(() -> onDisk(() -> life.begin().ifPresent(before::set)));
    Event.Builder start = about(EventType.AGENT_START);
    LifeSign.Gap gap = before.get();
    if (gap != null) {
      start.source("ring3.down.from", gap.from().toString());
      start.source("ring3.down.to", gap.to().toString());
      start.source("ring3.down.cause", gap.killed() ? "killed" : "stopped");
    }
    flow.own(start);
    if (gap != null && gap.killed()) {
      tellGap(gap);
    }
  }

  private void tellGap(LifeSign.Gap gap) {
    Event.Builder event = Event.of(EventType.AGENT_LOSS, gap.to());
    event.set(
        Field.MESSAGE,
        "Ring3 ended without having been stopped; nothing was collected from "
            + gap.from()
            + " to "
            + gap.to());
    event.source("ring3.loss.reason", "not running");
    event.source("ring3.loss.from", gap.from().toString());
    event.source("ring3.loss.to", gap.to().toString());
    flow.own(event);
  }

  private boolean runs(String name) {
    return sensors.stream().anyMatch(s -> s.name().equals(name) && s.sensor().isPresent());
  }

  private void await() {
    boolean idle = sensors.stream().allMatch(s -> s.lane().isEmpty());
    try {
      if (arrived.tryAcquire(idle ? TICK_NANOS : SOON_NANOS, TimeUnit.NANOSECONDS)) {
        arrived.drainPermits();
      }
    } catch (InterruptedException e) {
      running = false;
    }
  }

  /**
   * Takes messages that have settled by then, of all lanes in the order in which they settle: so no
   * sensor is behind another, also while more comes than can be taken.
   */
  private boolean turn(Instant now) {
    int taken = 0;
    while (taken < TURN) {
      RunningSensor first = null;
      Instant earliest = now;
      Instant next = now;
      for (RunningSensor running : sensors) {
        Instant settled = running.settled();
        if (settled == null || settled.isAfter(now)) {
          continue;
        }
        if (first == null || settled.isBefore(earliest)) {
          next = first == null ? now : earliest;
          first = running;
          earliest = settled;
        } else if (settled.isBefore(next)) {
          next = settled;
        }
      }
      if (first == null) {
        return taken > 0;
      }
      taken += take(first, next, TURN - taken);
    }
    return true;
  }

  /** Has those of a lane decoded that settle up to then. */
  private int take(RunningSensor running, Instant until, int most) {
    int taken = 0;
    Message message = running.poll(until);
    while (message != null) {
      Message taking = message;
      running.source().ifPresent(s -> guarded(() -> s.decode(taking, flow)));
      taken++;
      message = taken < most ? running.poll(until) : null;
    }
    return taken;
  }

  private void drain() {
    boolean more = true;
    while (more) {
      more = turn(Instant.MAX);
    }
  }

  private void due() {
    long now = System.nanoTime();
    if (now - lastTick >= TICK_NANOS) {
      lastTick = now;
      for (RunningSensor running : sensors) {
        running.sensor().ifPresent(s -> guarded(() -> s.tick(flow)));
      }
      guarded(flow::tick);
    }
    if (now - lastLoss >= LOSS_NANOS) {
      lastLoss = now;
      tellLosses();
    }
    if (now - lastLifeSign >= LIFE_SIGN_NANOS) {
      lastLifeSign = now;
      guarded(() -> onDisk(life::renew));
    }
    if (now - lastHeartbeat >= HEARTBEAT_NANOS) {
      lastHeartbeat = now;
      guarded(() -> flow.own(about(EventType.AGENT_HEARTBEAT)));
    }
  }

  private void tellLosses() {
    for (RunningSensor running : sensors) {
      for (Lane.Loss loss : running.lane().takeLosses()) {
        Event.Builder event = Event.of(EventType.AGENT_LOSS, loss.last());
        event.set(
            Field.MESSAGE,
            running.name() + ": " + loss.reason() + ", " + loss.count() + " records lost");
        event.source("ring3.sensor", running.name());
        event.source("ring3.loss.reason", loss.reason());
        event.source("ring3.loss.count", Long.toString(loss.count()));
        event.source("ring3.loss.from", loss.first().toString());
        event.source("ring3.loss.to", loss.last().toString());
        guarded(() -> flow.own(event));
      }
    }
  }

  /** An event of Ring3's own with the table of sensors. */
  private Event.Builder about(EventType type) {
    Event.Builder event = Event.of(type, settings.clock().instant());
    event.set(Field.PROCESS_PID, ProcessHandle.current().pid());
    event.source("ring3.uptime", Duration.between(since, settings.clock().instant()).toString());
    event.source("ring3.files.refused", Long.toString(flow.missed().refused()));
    event.source("ring3.files.late", Long.toString(flow.missed().late()));
    for (RunningSensor running : sensors) {
      SensorState state = running.state();
      String prefix = "ring3.sensor." + state.name() + '.';
      event.source(prefix + "condition", state.condition().name().toLowerCase(Locale.ROOT));
      event.source(prefix + "detail", state.detail());
      event.source(prefix + "records", Long.toString(state.records()));
      event.source(prefix + "events", Long.toString(state.events()));
      event.source(prefix + "lost", Long.toString(state.lost()));
      for (int i = 0; i < state.missing().size(); i++) {
        SensorState.Shortcoming missing = state.missing().get(i);
        event.source(prefix + "missing." + i, missing.what() + ": " + missing.remedy());
      }
    }
    return event;
  }

  /** What fails on one message must not end the collection; it is told. */
  private void guarded(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      tellError(e);
    }
  }

  private void tellError(RuntimeException error) {
    Event.Builder event = Event.of(EventType.AGENT_ERROR, settings.clock().instant());
    event.set(Field.ERROR_MESSAGE, error.toString());
    StackTraceElement[] stack = error.getStackTrace();
    if (stack.length > 0) {
      event.source("ring3.error.at", stack[0].toString());
    }
    try {
      flow.own(event);
    } catch (RuntimeException again) {
      // The consumer refuses events; there is nobody left to tell but the next event's taker.
      error.addSuppressed(again);
    }
  }
}
