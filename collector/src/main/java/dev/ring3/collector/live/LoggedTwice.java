package dev.ring3.collector.live;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.sensor.eventlog.LogTable;
import dev.ring3.collector.source.LogEventRecord;
import dev.ring3.collector.source.WindowsRecord.WindowsSystem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Where trace sessions run, they tell some events that Windows writes to a log as well, sooner and
 * with more. So a record of a log waits for {@link #WAIT}: if a trace told of the same provider,
 * number, process and thread at the same time, it is dropped. At most {@link #MAX_WAITING} wait,
 * and {@link #MAX_TOLD} kinds of events of a thread are remembered. For one thread.
 */
final class LoggedTwice {
  static final Duration WAIT = Duration.ofSeconds(3);
  static final int MAX_WAITING = 8192;
  static final int MAX_TOLD = 16_384;

  /** Both have the time of the one event, but read two clocks. */
  static final Duration APART = Duration.ofMillis(50);

  private static final int MAX_TIMES = 64;

  private final LongSupplier nanoTime;
  private final Consumer<LogEventRecord> next;
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private final Map<String, Set<String>> leftOut = new HashMap<>();
  private boolean traced;

  /** When what a key says was told, and no record of a log was dropped for it yet. */
  private final Map<String, Deque<Instant>> told =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
          return size() > MAX_TOLD;
        }
      };

  private record Waiting(LogEventRecord record, long until) {}

  /**
   * @param nanoTime counts nanoseconds, as {@link System#nanoTime} does
   * @param next takes what remains
   */
  LoggedTwice(LogTable table, LongSupplier nanoTime, Consumer<LogEventRecord> next) {
    this.nanoTime = nanoTime;
    this.next = next;
    table.logs().forEach(log -> leftOut.put(lower(log.channel()), log.traced()));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Says whether trace sessions run; nothing waits where they do not. */
  void traced(boolean traced) {
    this.traced = traced;
  }

  /** Takes a record of a log. */
  void accept(LogEventRecord record) {
    if (!traced) {
      next.accept(record);
      return;
    }
    WindowsSystem system = record.record().system();
    Set<String> ids = leftOut.get(lower(Objects.requireNonNullElse(system.channel(), "")));
    if (ids != null && ids.contains(Objects.requireNonNullElse(system.eventId(), ""))) {
      return;
    }
    waiting.add(new Waiting(record, nanoTime.getAsLong() + WAIT.toNanos()));
    if (waiting.size() > MAX_WAITING) {
      release(waiting.remove());
    }
  }

  /** Notes what a trace told. */
  void told(Event.Builder event) {
    String key =
        key(
            event.text(Field.WINLOG_PROVIDER_GUID).orElse(""),
            event.text(Field.EVENT_CODE).orElse(""),
            event.number(Field.WINLOG_PROCESS_PID).orElse(0),
            event.number(Field.WINLOG_PROCESS_THREAD_ID).orElse(0));
    Deque<Instant> times = told.computeIfAbsent(key, k -> new ArrayDeque<>(1));
    times.addLast(event.time());
    if (times.size() > MAX_TIMES) {
      times.removeFirst();
    }
  }

  /** Hands over what has waited long enough. */
  void tick() {
    long now = nanoTime.getAsLong();
    for (Waiting head = waiting.peek();
        head != null && now - head.until() >= 0;
        head = waiting.peek()) {
      release(waiting.remove());
    }
  }

  /** Hands over all that waits. */
  void flush() {
    while (!waiting.isEmpty()) {
      release(waiting.remove());
    }
  }

  private void release(Waiting one) {
    WindowsSystem system = one.record().record().system();
    String key =
        key(
            Objects.requireNonNullElse(system.providerGuid(), ""),
            Objects.requireNonNullElse(system.eventId(), ""),
            Objects.requireNonNullElse(system.processId(), 0L),
            Objects.requireNonNullElse(system.threadId(), 0L));
    if (!takeTold(key, one.record().record().time())) {
      next.accept(one.record());
    }
  }

  private boolean takeTold(String key, Instant time) {
    Iterator<Instant> times = told.getOrDefault(key, new ArrayDeque<>()).iterator();
    while (times.hasNext()) {
      if (Duration.between(times.next(), time).abs().compareTo(APART) <= 0) {
        times.remove();
        return true;
      }
    }
    return false;
  }

  private static String key(String provider, String id, long process, long thread) {
    return lower(provider) + ' ' + id + ' ' + process + ' ' + thread;
  }
}
