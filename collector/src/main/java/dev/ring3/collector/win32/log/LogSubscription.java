package dev.ring3.collector.win32.log;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.ptr.IntByReference;
import dev.ring3.collector.win32.WindowsEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the records of an event log, those that are written from now on as well (EvtSubscribe,
 * pulled). Whoever opens one closes it. For one thread.
 */
public final class LogSubscription implements AutoCloseable {
  private static final int FROM_OLDEST = 2;
  private static final int AFTER_BOOKMARK = 3;
  private static final int AS_XML = 1;
  private static final int CHANNEL = 1;
  private static final int NUMBER_OF_RECORDS = 5;
  private static final int OLDEST_RECORD = 6;

  /** Bytes of EVT_VARIANT. */
  private static final int VARIANT = 16;

  private static final int INSUFFICIENT_BUFFER = 122;
  private static final int NO_MORE_ITEMS = 259;
  private static final int TIMEOUT = 1460;

  private final String channel;
  private final Pointer handle;
  private Memory text = new Memory(1 << 14);

  private LogSubscription(String channel, Pointer handle) {
    this.channel = channel;
    this.handle = handle;
  }

  /**
   * What a log holds.
   *
   * @param oldest number of its oldest record
   * @param count how many records there are
   */
  public record Extent(long oldest, long count) {
    /** Number of its newest record; one less than the oldest if it is empty. */
    public long newest() {
      return oldest + count - 1;
    }
  }

  /** Functions of wevtapi.dll. */
  private static final class Wevtapi {
    static {
      Native.register(Wevtapi.class, "wevtapi");
    }

    private Wevtapi() {}

    static native @Nullable Pointer EvtOpenLog(@Nullable Pointer session, WString path, int flags);

    static native boolean EvtGetLogInfo(
        Pointer log, int property, int size, Pointer to, IntByReference used);

    static native @Nullable Pointer EvtCreateBookmark(WString xml);

    static native @Nullable Pointer EvtSubscribe(
        @Nullable Pointer session,
        Pointer signal,
        WString channel,
        WString query,
        @Nullable Pointer bookmark,
        @Nullable Pointer context,
        @Nullable Pointer callback,
        int flags);

    static native boolean EvtNext(
        Pointer subscription, int size, Pointer to, int timeout, int flags, IntByReference count);

    static native boolean EvtRender(
        @Nullable Pointer context,
        Pointer event,
        int flags,
        int size,
        Pointer to,
        IntByReference used,
        IntByReference properties);

    static native boolean EvtClose(Pointer handle);
  }

  /**
   * What a log holds now. A Windows without event logs answers the first call with nothing; the
   * others, which would end the process there, are not made then.
   */
  public static Extent extent(String channel) throws EventLogException {
    Pointer log = Wevtapi.EvtOpenLog(null, new WString(channel), CHANNEL);
    if (log == null) {
      throw new EventLogException("EvtOpenLog", channel, Native.getLastError());
    }
    try {
      long count = property(channel, log, NUMBER_OF_RECORDS);
      return new Extent(count == 0 ? 1 : property(channel, log, OLDEST_RECORD), count);
    } finally {
      Wevtapi.EvtClose(log);
    }
  }

  private static long property(String channel, Pointer log, int property) throws EventLogException {
    try (Memory variant = new Memory(VARIANT)) {
      variant.clear();
      if (!Wevtapi.EvtGetLogInfo(log, property, VARIANT, variant, new IntByReference())) {
        throw new EventLogException("EvtGetLogInfo", channel, Native.getLastError());
      }
      return variant.getLong(0);
    }
  }

  /**
   * Asks for the records after one.
   *
   * @param record the last that is not wanted; 0 for all
   * @param signal is set when there are more
   */
  public static LogSubscription after(String channel, long record, WindowsEvent signal)
      throws EventLogException {
    Pointer bookmark = record == 0 ? null : bookmark(channel, record);
    try {
      Pointer handle =
          Wevtapi.EvtSubscribe(
              null,
              signal.handle(),
              new WString(channel),
              new WString("*"),
              bookmark,
              null,
              null,
              bookmark == null ? FROM_OLDEST : AFTER_BOOKMARK);
      if (handle == null) {
        throw new EventLogException("EvtSubscribe", channel, Native.getLastError());
      }
      return new LogSubscription(channel, handle);
    } finally {
      if (bookmark != null) {
        Wevtapi.EvtClose(bookmark);
      }
    }
  }

  private static Pointer bookmark(String channel, long record) throws EventLogException {
    String xml =
        "<BookmarkList><Bookmark Channel='"
            + channel
            + "' RecordId='"
            + record
            + "' IsCurrent='true'/></BookmarkList>";
    Pointer bookmark = Wevtapi.EvtCreateBookmark(new WString(xml));
    if (bookmark == null) {
      throw new EventLogException("EvtCreateBookmark", channel, Native.getLastError());
    }
    return bookmark;
  }

  /** The next records as XML, at most so many; none if there are no more yet. */
  public List<String> next(int most) throws EventLogException {
    try (Memory events = new Memory((long) most * Native.POINTER_SIZE)) {
      IntByReference count = new IntByReference();
      if (!Wevtapi.EvtNext(handle, most, events, 0, 0, count)) {
        int code = Native.getLastError();
        if (code == NO_MORE_ITEMS || code == TIMEOUT) {
          return List.of();
        }
        throw new EventLogException("EvtNext", channel, code);
      }
      List<String> records = new ArrayList<>();
      for (int i = 0; i < count.getValue(); i++) {
        Pointer event = events.getPointer((long) i * Native.POINTER_SIZE);
        try {
          records.add(xml(event));
        } finally {
          Wevtapi.EvtClose(event);
        }
      }
      return records;
    }
  }

  /** Empty, which is no record, if Windows can't write it. */
  private String xml(Pointer event) {
    IntByReference used = new IntByReference();
    IntByReference properties = new IntByReference();
    boolean done = render(event, used, properties);
    if (!done && Native.getLastError() == INSUFFICIENT_BUFFER) {
      text.close();
      text = new Memory(used.getValue());
      done = render(event, used, properties);
    }
    return done ? text.getWideString(0) : "";
  }

  private boolean render(Pointer event, IntByReference used, IntByReference properties) {
    return Wevtapi.EvtRender(null, event, AS_XML, (int) text.size(), text, used, properties);
  }

  @Override
  public void close() {
    Wevtapi.EvtClose(handle);
    text.close();
  }
}
