package dev.ring3.collector.source;

import dev.ring3.collector.audit.AuditEvent;
import java.util.Objects;

/**
 * An event of the Linux audit system.
 *
 * @param origin where its first record was read
 * @param event the records
 * @param live whether this host's kernel said it just now; else it was read from a file
 */
public record AuditEventRecord(Origin origin, AuditEvent event, boolean live)
    implements SourceRecord {
  public AuditEventRecord {
    Objects.requireNonNull(origin);
    Objects.requireNonNull(event);
  }
}
