package dev.ring3.webui.state;

import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who changed what through the page. Safe for any thread. */
@Component
public final class AuditLog {
  private final StateDatabase database;
  private final Clock clock;

  AuditLog(StateDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * An entry.
   *
   * @param at when, as ISO 8601 in UTC
   * @param action such as {@code triage}
   * @param target what was changed
   * @param detail to what
   */
  public record Entry(String at, String who, String action, String target, String detail) {}

  /** Adds an entry, at this moment. */
  public void add(String who, String action, String target, String detail) {
    database
        .sql()
        .sql(
            "INSERT INTO audit (at, who, action, target, detail)"
                + " VALUES (:at, :who, :action, :target, :detail)")
        .param("at", clock.instant().toString())
        .param("who", who)
        .param("action", action)
        .param("target", target)
        .param("detail", detail)
        .update();
  }

  /** The last entries about something, the newest first. */
  public List<Entry> of(String target, int most) {
    return database
        .sql()
        .sql(
            "SELECT at, who, action, target, detail FROM audit WHERE target = :target"
                + " ORDER BY id DESC LIMIT :most")
        .param("target", target)
        .param("most", most)
        .query(Entry.class)
        .list();
  }
}
