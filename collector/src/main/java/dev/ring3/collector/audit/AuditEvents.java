package dev.ring3.collector.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Puts records together that belong to one event. For one thread.
 *
 * <p>Records of different events come mixed. An event is complete with its {@code EOE} record; at
 * once if its record stands alone; or when {@link #MIXED} records came after its first and one of
 * them is {@link #PATIENCE} newer, when more than {@link #MAX_OPEN} events are open, or when it has
 * {@link #MAX_RECORDS} records. Records that come after that make an event of their own.
 */
public final class AuditEvents {
  /** How much newer a record must be to end an event that has no end mark. */
  public static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Records after which none of an event is expected any more. */
  public static final int MIXED = 32;

  /** Events that are open at once. */
  public static final int MAX_OPEN = 1024;

  /** Records of one event. */
  public static final int MAX_RECORDS = 512;

  private final Map<Key, Open> open = new LinkedHashMap<>();
  private final boolean titleIsLast;
  private long count;
  private final Consumer<AuditEvent> events;

  /** What the records of one event have in common. */
  private record Key(String node, long serial, Instant time) {}

  /** An event that waits for more, and how many records had come before its first. */
  private record Open(List<AuditRecord> records, long since) {}

  /**
   * @param titleIsLast whether records come in the kernel's order, in which {@code PROCTITLE} ends
   *     an event
   */
  public AuditEvents(boolean titleIsLast, Consumer<AuditEvent> events) {
    this.titleIsLast = titleIsLast;
    this.events = events;
  }

  /** Takes the next record, and hands over what it completes. */
  public void add(AuditRecord record) {
    Key key = new Key(record.node(), record.serial(), record.time());
    if (record.type().equals("EOE")) {
      close(key);
      return;
    }
    if (RecordTypes.standsAlone(record.type()) && !open.containsKey(key)) {
      events.accept(new AuditEvent(List.of(record)));
      return;
    }
    count++;
    List<AuditRecord> records =
        open.computeIfAbsent(key, k -> new Open(new ArrayList<>(), count)).records();
    records.add(record);
    boolean last = titleIsLast && record.type().equals("PROCTITLE");
    if (last || records.size() >= MAX_RECORDS) {
      close(key);
    }
    while (!open.isEmpty() && (open.size() > MAX_OPEN || isLeftBehind(record))) {
      close(open.keySet().iterator().next());
    }
  }

  private boolean isLeftBehind(AuditRecord newest) {
    Open oldest = open.values().iterator().next();
    return count - oldest.since() >= MIXED
        && oldest.records().getFirst().time().plus(PATIENCE).isBefore(newest.time());
  }

  /** Hands over what is open. */
  public void flush() {
    while (!open.isEmpty()) {
      close(open.keySet().iterator().next());
    }
  }

  private void close(Key key) {
    Open complete = open.remove(key);
    if (complete != null) {
      events.accept(new AuditEvent(complete.records()));
    }
  }
}
