package dev.ring3.collector.source;

import java.util.Objects;

/**
 * A record of an event log of this host, read while the log was written.
 *
 * @param record as Windows gave it; its origin names the sensor, and counts its records
 */
public record LogEventRecord(WindowsRecord record) implements SourceRecord {
  public LogEventRecord {
    Objects.requireNonNull(record);
  }

  @Override
  public Origin origin() {
    return record.origin();
  }
}
