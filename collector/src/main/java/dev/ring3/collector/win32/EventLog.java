package dev.ring3.collector.win32;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.StringArray;
import com.sun.jna.WString;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes to the log Application under a source's name. For one thread. Opened at the first report.
 * A text is cut to {@link #LONGEST} characters, which the API takes at most (ReportEventW).
 */
public final class EventLog implements AutoCloseable {
  /** Characters of one text. */
  public static final int LONGEST = 31_839;

  private final String source;
  private @Nullable Pointer handle;

  /** How grave an entry is (EVENTLOG_*_TYPE). */
  public enum Kind {
    ERROR(1),
    WARNING(2),
    INFORMATION(4);

    private final short type;

    Kind(int type) {
      this.type = (short) type;
    }
  }

  /** The functions of advapi32.dll. */
  private static final class Advapi {
    static {
      Native.register(Advapi.class, "advapi32");
    }

    private Advapi() {}

    static native Pointer RegisterEventSourceW(@Nullable WString server, WString source)
        throws LastErrorException;

    static native boolean ReportEventW(
        Pointer log,
        short type,
        short category,
        int event,
        @Nullable Pointer user,
        short count,
        int size,
        Pointer texts,
        @Nullable Pointer data)
        throws LastErrorException;

    static native boolean DeregisterEventSource(Pointer log);
  }

  /**
   * @param source need not be registered; without, the viewer shows the texts behind a remark
   */
  public EventLog(String source) {
    this.source = source;
  }

  /**
   * Writes an entry.
   *
   * @param event its number
   * @throws IOException if the service does not take it
   */
  public void report(Kind kind, int event, String... texts) throws IOException {
    WString[] wide = new WString[texts.length];
    for (int i = 0; i < texts.length; i++) {
      String text = texts[i].replace('\0', ' ');
      wide[i] = new WString(text.length() <= LONGEST ? text : text.substring(0, LONGEST));
    }
    String call = "RegisterEventSource";
    try (StringArray all = new StringArray(wide)) {
      Pointer log = handle;
      if (log == null) {
        log = Advapi.RegisterEventSourceW(null, new WString(source));
        handle = log;
      }
      call = "ReportEvent";
      Advapi.ReportEventW(
          log, kind.type, (short) 0, event, null, (short) wide.length, 0, all, null);
    } catch (LastErrorException e) {
      throw new IOException(call + " failed (" + e.getErrorCode() + ")", e);
    }
  }

  @Override
  public void close() {
    Pointer log = handle;
    handle = null;
    if (log != null) {
      Advapi.DeregisterEventSource(log);
    }
  }
}
