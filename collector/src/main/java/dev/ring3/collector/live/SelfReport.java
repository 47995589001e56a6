package dev.ring3.collector.live;

import dev.ring3.collector.enrich.file.FileCompletion;
import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.sensor.Lane;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What Ring3 says of itself: the table of its sensors in {@code agent_start}, {@code agent_stop}
 * and {@code agent_heartbeat}, the last with rates and its own use of the host, and losses. For one
 * thread.
 */
final class SelfReport {
  private final Clock clock;
  private final List<RunningSensor> sensors;
  private final Supplier<FileCompletion.Missed> missed;
  private final Instant since;
  private final Map<String, Long> eventsBefore = new HashMap<>();
  private OwnUse useBefore = OwnUse.now();

  /**
   * @param missed what became of files that were to be read
   */
  SelfReport(Clock clock, List<RunningSensor> sensors, Supplier<FileCompletion.Missed> missed) {
    this.clock = clock;
    this.missed = missed;
    this.sensors = List.copyOf(sensors);
    this.since = clock.instant();
  }

  /** An event of Ring3's own with the table of sensors. */
  Event.Builder about(EventType type) {
    Instant now = clock.instant();
    Event.Builder event = Event.of(type, now);
    event.set(Field.PROCESS_PID, ProcessHandle.current().pid());
    event.source("ring3.uptime", Duration.between(since, now).toString());
    event.source("ring3.files.refused", Long.toString(missed.get().refused()));
    event.source("ring3.files.late", Long.toString(missed.get().late()));
    for (RunningSensor running : sensors) {
      SensorState state = running.state();
      String prefix = prefix(state);
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

  private static String prefix(SensorState state) {
    return "ring3.sensor." + state.name() + '.';
  }

  /**
   * An {@code agent_heartbeat}: besides the table the events a second of each sensor since the last
   * one, its lag and when it saw something last; processor time as percent of one processor since
   * then, and memory in bytes.
   */
  Event.Builder heartbeat() {
    Event.Builder event = about(EventType.AGENT_HEARTBEAT);
    OwnUse use = OwnUse.now();
    double seconds = Math.max(1e-3, (use.nanoTime() - useBefore.nanoTime()) / 1e9);
    double rates = 0;
    for (RunningSensor running : sensors) {
      SensorState state = running.state();
      long before = eventsBefore.getOrDefault(state.name(), 0L);
      double rate = (state.events() - before) / seconds;
      eventsBefore.put(state.name(), state.events());
      event.source(prefix(state) + "rate", tenths(rate));
      event.source(prefix(state) + "lag", state.lag().toString());
      state
          .lastEvent()
          .ifPresent(last -> event.source(prefix(state) + "last_event", last.toString()));
      rates += rate;
    }
    event.source("ring3.rate", tenths(rates));
    use.processorPercentSince(useBefore)
        .ifPresent(percent -> event.source("ring3.cpu", tenths(percent)));
    event.source("ring3.memory.heap", Long.toString(use.heapBytes()));
    use.residentBytes()
        .ifPresent(bytes -> event.source("ring3.memory.resident", Long.toString(bytes)));
    useBefore = use;
    return event;
  }

  private static String tenths(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** An {@code agent_loss} of a sensor. */
  static Event.Builder loss(String sensor, Lane.Loss loss) {
    Event.Builder event = Event.of(EventType.AGENT_LOSS, loss.last());
    event.set(Field.MESSAGE, sensor + ": " + loss.reason() + ", " + loss.count() + " records lost");
    event.source("ring3.sensor", sensor);
    event.source("ring3.loss.reason", loss.reason());
    event.source("ring3.loss.count", Long.toString(loss.count()));
    event.source("ring3.loss.from", loss.first().toString());
    event.source("ring3.loss.to", loss.last().toString());
    return event;
  }

  /** The {@code agent_loss} of a time in which Ring3 did not run though nobody had stopped it. */
  static Event.Builder loss(LifeSign.Gap gap) {
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
    return event;
  }
}
