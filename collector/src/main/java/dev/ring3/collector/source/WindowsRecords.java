package dev.ring3.collector.source;

import dev.ring3.collector.evtx.EvtxRecord;
import dev.ring3.collector.evtx.SystemField;
import dev.ring3.collector.source.WindowsRecord.WindowsSystem;
import org.jspecify.annotations.Nullable;

/** Records of event logs, from files and from Windows itself, in the one form for both. */
public final class WindowsRecords {
  private WindowsRecords() {}

  /** The same record, with its place. */
  public static WindowsRecord of(EvtxRecord record, Origin origin) {
    return new WindowsRecord(
        origin,
        record.time(),
        new WindowsSystem(
            record.system(SystemField.PROVIDER),
            record.system(SystemField.PROVIDER_GUID),
            record.system(SystemField.EVENT_ID),
            record.system(SystemField.VERSION),
            record.system(SystemField.LEVEL),
            record.system(SystemField.TASK),
            record.system(SystemField.OPCODE),
            record.system(SystemField.KEYWORDS),
            number(record.system(SystemField.RECORD_ID)),
            record.system(SystemField.ACTIVITY_ID),
            record.system(SystemField.RELATED_ACTIVITY_ID),
            number(record.system(SystemField.PROCESS_ID)),
            number(record.system(SystemField.THREAD_ID)),
            record.system(SystemField.CHANNEL),
            record.system(SystemField.COMPUTER),
            record.system(SystemField.USER_SID)),
        record.data(),
        record.message());
  }

  /** A decimal number; null if absent, or if a writer put something else there. */
  private static @Nullable Long number(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
