package dev.ring3.webui.state;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.search.index.EventRef;
import dev.ring3.search.index.Row;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The triage of all alerts. Safe for any thread. */
@Component
public final class TriageBook {
  /** Alerts that are asked for at once, fewer than SQLite takes parameters. */
  private static final int BATCH = 500;

  private final StateDatabase database;
  private final AuditLog audit;
  private final Clock clock;

  TriageBook(StateDatabase database, AuditLog audit, Clock clock) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
  }

  /** One line of the table. */
  record Line(String alert, String rule, String time, String status, String owner, String note) {}

  /** What was decided about alerts; those that nobody touched are not in it. */
  public Map<EventRef, Triage> of(List<Row> alerts) {
    Map<EventRef, Triage> found = new HashMap<>();
    for (int start = 0; start < alerts.size(); start += BATCH) {
      List<Row> batch = alerts.subList(start, Math.min(start + BATCH, alerts.size()));
      Map<String, Line> lines = new HashMap<>();
      database
          .sql()
          .sql("SELECT alert, rule, time, status, owner, note FROM triage WHERE alert IN (:alerts)")
          .param("alerts", batch.stream().map(row -> row.ref().toString()).toList())
          .query(Line.class)
          .list()
          .forEach(line -> lines.put(line.alert(), line));
      for (Row row : batch) {
        Line line = lines.get(row.ref().toString());
        if (line != null && isAbout(line, row.event())) {
          TriageStatus status = TriageStatus.of(line.status()).orElse(TriageStatus.OPEN);
          found.put(row.ref(), new Triage(status, line.owner(), line.note()));
        }
      }
    }
    return found;
  }

  /** A case that was imported anew has other alerts at the same places. */
  private static boolean isAbout(Line line, Event alert) {
    return line.rule().equals(rule(alert)) && line.time().equals(alert.time().toString());
  }

  private static String rule(Event alert) {
    return alert.text(Field.RULE_UUID).orElse("");
  }

  /**
   * Writes down what was decided.
   *
   * @param by who decided it
   */
  public void decide(Row alert, Triage triage, String by) {
    database
        .sql()
        .sql(
            """
            INSERT INTO triage (alert, rule, time, status, owner, note, changed_at, changed_by)
            VALUES (:alert, :rule, :time, :status, :owner, :note, :at, :by)
            ON CONFLICT (alert) DO UPDATE SET rule = :rule, time = :time, status = :status,
              owner = :owner, note = :note, changed_at = :at, changed_by = :by
            """)
        .param("alert", alert.ref().toString())
        .param("rule", rule(alert.event()))
        .param("time", alert.event().time().toString())
        .param("status", triage.status().word())
        .param("owner", triage.owner())
        .param("note", triage.note())
        .param("at", clock.instant().toString())
        .param("by", by)
        .update();
    audit.add(by, "triage", alert.ref().toString(), triage.status().word());
  }
}
