package dev.ring3.collector.source;

/** One record as its source wrote it, before it gets ECS names. */
public sealed interface SourceRecord extends SourceItem
    permits WindowsRecord, LogEventRecord, EcsRecord, AuditEventRecord, HostRecord, EtwEventRecord {
  /** Where the record was read. */
  Origin origin();
}
