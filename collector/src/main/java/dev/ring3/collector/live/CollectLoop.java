package dev.ring3.collector.live;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.linux.ThreadPriority;
import dev.ring3.collector.sensor.Lane;
import dev.ring3.collector.sensor.Message;
import dev.ring3.collector.sensor.Sensor;
import dev.ring3.collector.sensor.Sensors;
import dev.ring3.collector.sensor.etw.EtwSensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ring3-collect} does: takes messages from the lanes in turn, has them decoded, ticks,
 * and tells of Ring3 itself: start, heartbeat after ten seconds and once a minute, loss once a
 * second, errors, stop.
 */
final class CollectLoop implements Runnable {
  private static final long LOSS_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LIFE_SIGN_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long FIRST_HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long HEARTBEAT_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** Messages before it is looked what else is due. */
  private static final int TURN = 256;

  private final LiveSettings settings;
  private final List<RunningSensor> sensors;
  private final LiveFlow flow;
  private final Semaphore arrived;
  private final SelfReport report;
  private final LifeSign life;
  private final CountDownLatch ending = new CountDownLatch(1);
  private final Gathering gathering = new Gathering(System.nanoTime());
  private final Ticking ticking = new Ticking(Sensors.onLinux(), System.nanoTime());
  private final SmallHeap heap = SmallHeap.ofThisProcess();
  private long lastTick = System.nanoTime();
  private long lastLoss = lastTick;
  private long nextHeartbeat = lastTick + FIRST_HEARTBEAT_NANOS;
  private long lastLifeSign = lastTick;

  CollectLoop(
      LiveSettings settings, List<RunningSensor> sensors, LiveFlow flow, Semaphore arrived) {
    this.settings = settings;
    this.sensors = List.copyOf(sensors);
    this.flow = flow;
    flow.sensors(sensors);
    this.arrived = arrived;
    this.report = new SelfReport(settings.clock(), sensors, flow::missed);
    this.life = new LifeSign(settings.dataDirectory(), settings.clock());
  }

  /** Makes {@link #run} stop the sensors and return. */
  void end() {
    ending.countDown();
    arrived.release();
  }

  private boolean isRunning() {
    return ending.getCount() > 0;
  }

  @Override
  public void run() {
    if (Sensors.onLinux()) {
      ThreadPriority.lower();
    }
    guarded(() -> flow.begin(runs("linux.audit"), runs(EtwSensor.NAME)));
    guarded(this::begin);
    while (isRunning()) {
      int taken = turn(settings.clock().instant());
      gathering.took(taken);
      due();
      if (taken < TURN) {
        await();
      }
    }
    List<Sensor> stopped = sensors.stream().flatMap(s -> s.sensor().stream()).toList();
    drain();
    sensors.forEach(s -> guarded(s::stop));
    drain();
    stopped.forEach(s -> guarded(() -> s.flush(flow)));
    guarded(flow::flush);
    tellLosses();
    guarded(() -> flow.own(report.about(EventType.AGENT_STOP)));
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
    Event.Builder start = report.about(EventType.AGENT_START);
    LifeSign.Gap gap = before.get();
    if (gap != null) {
      start.source("ring3.down.from", gap.from().toString());
      start.source("ring3.down.to", gap.to().toString());
      start.source("ring3.down.cause", gap.killed() ? "killed" : "stopped");
    }
    flow.own(start);
    if (gap != null && gap.killed()) {
      flow.own(SelfReport.loss(gap));
    }
  }

  private boolean runs(String name) {
    return sensors.stream().anyMatch(s -> s.name().equals(name) && s.sensor().isPresent());
  }

  private void await() {
    try {
      long now = System.nanoTime();
      boolean idle = sensors.stream().allMatch(s -> s.lane().isEmpty());
      if (!idle) {
        ending.await(gathering.pause(now), TimeUnit.NANOSECONDS);
      } else if (arrived.tryAcquire(lastTick + ticking.every(now) - now, TimeUnit.NANOSECONDS)) {
        arrived.drainPermits();
      }
    } catch (InterruptedException e) {
      ending.countDown();
    }
  }

  /**
   * Takes messages that have settled by then, of all lanes in the order in which they settle: so no
   * sensor is behind another, also while more comes than can be taken.
   *
   * @return how many; if {@link #TURN} or more, there may be more of them
   */
  private int turn(Instant now) {
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
        return taken;
      }
      taken += take(first, next, TURN - taken);
    }
    return taken;
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
    int taken = TURN;
    while (taken >= TURN) {
      taken = turn(Instant.MAX);
    }
  }

  private void due() {
    long now = System.nanoTime();
    ticking.found(flow.found(), now);
    if (now - lastTick >= ticking.every(now)) {
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
      heap.tick(now);
    }
    if (now - nextHeartbeat >= 0) {
      nextHeartbeat = now + HEARTBEAT_NANOS;
      guarded(() -> flow.own(report.heartbeat()));
    }
  }

  private void tellLosses() {
    for (RunningSensor running : sensors) {
      for (Lane.Loss loss : running.lane().takeLosses()) {
        guarded(() -> flow.own(SelfReport.loss(running.name(), loss)));
      }
    }
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
