package dev.ring3.etw;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What every record says about itself (EVENT_HEADER, and the older headers of trace files).
 *
 * @param kind how the other values are to be read
 * @param provider GUID of the provider; of a classic event, of its class
 * @param id the event's number among those of its provider; of a classic event its type, which is
 *     also its opcode
 * @param version of the event's layout
 * @param channel number of the event log channel, 0 for none
 * @param level 1 (critical) to 5 (verbose), 0 for always
 * @param opcode of the event
 * @param task of the event
 * @param keywords bits
 * @param pointerSize bytes of a pointer in the data, 4 or 8
 * @param processId that logged it, null where its header has none
 * @param threadId that logged it, null where its header has none
 * @param time in 100 ns since 1601-01-01 UTC
 * @param clock the same moment by the session's clock, unconverted; stack records refer to it
 * @param activity correlates records, null for none
 * @param processor that it was logged on
 */
public record EtwHeader(
    Kind kind,
    UUID provider,
    int id,
    int version,
    int channel,
    int level,
    int opcode,
    int task,
    long keywords,
    int pointerSize,
    @Nullable Long processId,
    @Nullable Long threadId,
    long time,
    long clock,
    @Nullable UUID activity,
    int processor) {

  /** Which generation of ETW a record is of. */
  public enum Kind {
    /** Manifest, EventSource or TraceLogging. */
    EVENT,
    /** Classic (MOF), which includes the kernel's. */
    CLASSIC,
    /** WPP: only the provider's private symbols say what the data mean. */
    MESSAGE
  }

  public EtwHeader {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(provider);
    if (pointerSize != 4 && pointerSize != 8) {
      throw new IllegalArgumentException("a pointer has 4 or 8 bytes, not " + pointerSize);
    }
  }
}
