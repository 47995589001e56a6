package dev.ring3.etw;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One record of a trace, live or from a file, undecoded. Immutable as long as nobody writes to the
 * bytes, which are shared instead of copied.
 *
 * @param header what it says about itself
 * @param items what was added to it
 * @param data the event's own values
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as they were read, shared instead of copied
public record EtwRecord(EtwHeader header, List<ExtendedItem> items, byte[] data) {
  public EtwRecord {
    Objects.requireNonNull(header);
    items = List.copyOf(items);
    Objects.requireNonNull(data);
  }

  /** The bytes of the first item of that type; null if there is none. */
  public byte @Nullable [] item(int type) {
    for (ExtendedItem item : items) {
      if (item.type() == type) {
        return item.data();
      }
    }
    return null;
  }
}
