package dev.ring3.collector.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Puts records together that belong to one event. For one thread.
 *
 * <p>Records of different events come mixed. An event is complete with its {@code EOE} record; at
 * once if its record stands alone; or when records come that are {@link #PATIENCE} newer, when more
 * than {@link #MAX_OPEN} events are open, or when it has {@link #MAX_RECORDS} records. Records that
 * come after that make an event of their own.
 */
public final class AuditEvents {
  /** How much newer a record must be to end an event that has no end mark. */
  public static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Events that are open at once. */
  public static final int MAX_OPEN = 1024;

  /** Records of one event. */
  public static final int MAX_RECORDS = 512;

  private final Map<String, List<AuditRecord>> open = new LinkedHashMap<>();
  private final boolean titleIsLast;
  private final Consumer<AuditEvent> events;

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
    String key = record.node() + '|' + record.serial() + '|' + record.time();
    if (record.type().equals("EOE")) {
      close(key);
      return;
    }
    if (RecordTypes.standsAlone(record.type()) && !open.containsKey(key)) {
      events.accept(new AuditEvent(List.of(record)));
      return;
    }
    List<AuditRecord> records = open.computeIfAbsent(key, k -> new ArrayList<>());
    records.add(record);
    boolean last = titleIsLast && record.type().equals("PROCTITLE");
    if (last || records.size() >= MAX_RECORDS) {
      close(key);
    }
    while (!open.isEmpty()
        && (open.size() > MAX_OPEN || oldest().time().plus(PATIENCE).isBefore(record.time()))) {
      close(open.keySet().iterator().next());
    }
  }

  /** Hands over what is open. */
  public void flush() {
    while (!open.isEmpty()) {
      close(open.keySet().iterator().next());
    }
  }

  private AuditRecord oldest() {
    return open.values().iterator().next().getFirst();
  }

  private void close(String key) {
    List<AuditRecord> records = open.remove(key);
    if (records != null) {
      events.accept(new AuditEvent(records));
    }
  }
}
