package dev.ring3.collector.sensor;

import dev.ring3.collector.source.HostRecord;
import dev.ring3.collector.source.SourceRecord;

/** Takes what sensors find. For the thread {@code ring3-collect}. */
public interface Findings {
  /** Something that happened. */
  void record(SourceRecord record);

  /** A turn in a process's life. */
  void process(ProcessNotice notice);

  /** Something by a process that its sensor could only name by pid, or not at all. */
  default void host(HostRecord record) {
    record(record);
  }
}
