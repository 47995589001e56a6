package dev.ring3.collector.etl;

import dev.ring3.etw.EtwRecord;
import java.util.Objects;

/**
 * A record of a trace file.
 *
 * @param offset where in the file it starts, in bytes; of a compressed buffer, where that starts
 * @param type how its header is written
 * @param record the record
 */
public record EtlRecord(long offset, RecordType type, EtwRecord record) implements EtlItem {
  public EtlRecord {
    Objects.requireNonNull(type);
    Objects.requireNonNull(record);
  }
}
