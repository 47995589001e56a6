package dev.ring3.collector.live;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.source.HostRecord;
import dev.ring3.collector.source.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where trace sessions run, they tell of processes, connections and names that are looked up what
 * snapshots find out as well, but more of it. So what snapshots find waits for {@link #WAIT}: what
 * a trace told by then is dropped, the rest is handed over with the tag {@code untraced}. At most
 * {@link #MAX_WAITING} wait, and {@link #MAX_TOLD} are remembered. For one thread.
 */
final class Doubles {
  static final Duration WAIT = Duration.ofSeconds(3);
  static final int MAX_WAITING = 8192;
  static final int MAX_TOLD = 65_536;

  /** How far both may be apart: a snapshot notes an end, or a connection, when it looks. */
  static final Duration APART = Duration.ofSeconds(5);

  /** The same for names: they are seen when the resolver's cache is looked at. */
  static final Duration NAMES_APART = Duration.ofMinutes(5);

  private static final String NAME_LOOKED_UP = EventType.DNS_QUERY.action();

  private static final Set<String> BOTH =
      Set.of(
          NAME_LOOKED_UP,
          EventType.PROCESS_START.action(),
          EventType.PROCESS_END.action(),
          EventType.NETWORK_CONNECT.action());

  private final LongSupplier nanoTime;
  private final Consumer<HostRecord> next;
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private boolean traced;

  /** When what a key says was told last; the oldest is forgotten first. */
  private final Map<String, Instant> told =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MAX_TOLD;
        }
      };

  private record Waiting(HostRecord record, String key, long until) {}

  /**
   * @param nanoTime counts nanoseconds, as {@link System#nanoTime} does
   * @param next takes what remains
   */
  Doubles(LongSupplier nanoTime, Consumer<HostRecord> next) {
    this.nanoTime = nanoTime;
    this.next = next;
  }

  /** Says whether trace sessions run; nothing waits where they do not. */
  void traced(boolean traced) {
    this.traced = traced;
  }

  /** Takes what a snapshot found. */
  void accept(HostRecord record) {
    if (traced && isLoaded(record)) {
      return;
    }
    Optional<String> key = key(record);
    if (!traced || key.isEmpty()) {
      next.accept(record);
      return;
    }
    waiting.add(new Waiting(record, key.get(), nanoTime.getAsLong() + WAIT.toNanos()));
    if (waiting.size() > MAX_WAITING) {
      release(waiting.remove());
    }
  }

  /** Of images that are loaded a trace tells all, and too many to remember each. */
  private static boolean isLoaded(HostRecord record) {
    return record.action().equals(EventType.IMAGE_LOAD.action());
  }

  /** Notes what a trace told. */
  void told(Event.Builder event) {
    if (BOTH.contains(event.type().action())) {
      String key =
          key(
              event.type().action(),
              event.text(Field.DNS_QUESTION_NAME).orElse(null),
              number(event, Field.PROCESS_PID),
              number(event, Field.SOURCE_PORT),
              number(event, Field.DESTINATION_PORT));
      told.remove(key);
      told.put(key, event.time());
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
    HostRecord record = one.record();
    Instant at = told.get(one.key());
    Duration apart = record.action().equals(NAME_LOOKED_UP) ? NAMES_APART : APART;
    if (at != null && Duration.between(at, record.time()).abs().compareTo(apart) <= 0) {
      return;
    }
    Map<String, String> values = new LinkedHashMap<>(record.values());
    values.put("tags", "untraced");
    Origin origin = record.origin();
    next.accept(new HostRecord(origin, record.time(), record.action(), values));
  }

  private static Optional<String> key(HostRecord record) {
    if (!BOTH.contains(record.action()) || record.values().containsKey("event.kind")) {
      return Optional.empty();
    }
    Map<String, String> values = record.values();
    return Optional.of(
        key(
            record.action(),
            values.get(Field.DNS_QUESTION_NAME.ecs()),
            values.get("process.pid"),
            values.get("source.port"),
            values.get("destination.port")));
  }

  /** A name as it is; a process by its pid; a connection by its ports, whichever end each names. */
  private static String key(
      String action,
      @Nullable String name,
      @Nullable String pid,
      @Nullable String port,
      @Nullable String other) {
    if (action.equals(NAME_LOOKED_UP)) {
      return action + ' ' + (name == null ? "" : name.toLowerCase(Locale.ROOT));
    }
    if (port == null || other == null) {
      return action + ' ' + pid;
    }
    return port.compareTo(other) <= 0
        ? action + ' ' + port + ' ' + other
        : action + ' ' + other + ' ' + port;
  }

  private static @Nullable String number(Event.Builder event, Field field) {
    return event.number(field).isPresent() ? Long.toString(event.number(field).getAsLong()) : null;
  }
}
