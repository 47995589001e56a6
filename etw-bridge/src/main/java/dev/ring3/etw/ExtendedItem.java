package dev.ring3.etw;

import java.util.Objects;

/**
 * Something that a session or a provider added to a record: a stack, a SID, TraceLogging metadata
 * (EVENT_HEADER_EXTENDED_DATA_ITEM).
 *
 * @param type one of the constants here, or a newer one of Windows'
 * @param data its bytes, not copied: whoever gets them must not change them
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as they were read, shared instead of copied
public record ExtendedItem(int type, byte[] data) {
  public static final int RELATED_ACTIVITY = 1;
  public static final int SID = 2;
  public static final int SESSION = 3;
  public static final int STACK_32 = 5;
  public static final int STACK_64 = 6;
  public static final int TRACE_LOGGING_SCHEMA = 11;
  public static final int PROVIDER_TRAITS = 12;
  public static final int PROCESS_START_KEY = 13;
  public static final int CONTAINER = 16;

  public ExtendedItem {
    Objects.requireNonNull(data);
  }
}
