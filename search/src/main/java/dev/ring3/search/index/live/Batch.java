package dev.ring3.search.index.live;

import dev.ring3.collector.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Events that were taken and are in no slice yet. They are written together: the code that indexes
 * is then read into the processor's caches once, not for each event. For one thread at a time.
 */
final class Batch {
  /** Events that wait at most. */
  static final int MOST = 256;

  private List<Entry> entries = new ArrayList<>(MOST);

  /** An event, until it is written and then until it is completed. */
  static final class Entry {
    private final long key;
    private Event event;
    private boolean isAwaited;
    private boolean isWritten;
    private @Nullable Slice slice;

    private Entry(Event event, long key, boolean isAwaited) {
      this.event = Objects.requireNonNull(event);
      this.key = key;
      this.isAwaited = isAwaited;
    }

    long key() {
      return key;
    }

    Event event() {
      return event;
    }

    /** Whether the event will be completed after it is written. */
    boolean isAwaited() {
      return isAwaited;
    }

    boolean isWritten() {
      return isWritten;
    }

    /** The slice that holds it; null if it could not be written. */
    @Nullable Slice slice() {
      return slice;
    }

    /** Completes it before it is written: it needs to be written once only. */
    void complete(Event whole) {
      event = whole;
      isAwaited = false;
    }

    /**
     * It waits no longer.
     *
     * @param to the slice that holds it now; null if it could not be written
     */
    void written(@Nullable Slice to) {
      isWritten = true;
      slice = to;
    }
  }

  /**
   * @param isAwaited whether it will be completed
   */
  Entry add(Event event, long key, boolean isAwaited) {
    Entry entry = new Entry(event, key, isAwaited);
    entries.add(entry);
    return entry;
  }

  boolean isFull() {
    return entries.size() >= MOST;
  }

  /** Takes out what waits, in the order it came. */
  List<Entry> take() {
    if (entries.isEmpty()) {
      return List.of();
    }
    List<Entry> taken = entries;
    entries = new ArrayList<>(MOST);
    return taken;
  }
}
