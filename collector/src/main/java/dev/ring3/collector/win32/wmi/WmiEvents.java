package dev.ring3.collector.win32.wmi;

import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.COM.Unknown;
import com.sun.jna.platform.win32.COM.Wbemcli;
import com.sun.jna.platform.win32.COM.Wbemcli.IEnumWbemClassObject;
import com.sun.jna.platform.win32.COM.Wbemcli.IWbemServices;
import com.sun.jna.platform.win32.OleAuto;
import com.sun.jna.platform.win32.WTypes.BSTR;
import com.sun.jna.platform.win32.WinNT.HRESULT;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import dev.ring3.collector.win32.WindowsCallException;
import java.io.IOException;
import java.time.Duration;

/**
 * Events of a namespace, as a query asks for them (IWbemServices::ExecNotificationQuery, asked
 * semisynchronously: WMI keeps them until they are taken). Whoever asks closes it, before the
 * namespace and on its thread.
 */
public final class WmiEvents implements AutoCloseable {
  private static final int RETURN_AT_ONCE_AND_FORWARD_ONLY =
      Wbemcli.WBEM_FLAG_RETURN_IMMEDIATELY | Wbemcli.WBEM_FLAG_FORWARD_ONLY;

  private final String asking;
  private final IEnumWbemClassObject events;

  private WmiEvents(String asking, IEnumWbemClassObject events) {
    this.asking = asking;
    this.events = events;
  }

  /** What JNA's mapping of IWbemServices lacks. */
  private static final class Notifying extends Unknown {
    /** Its place in the table of functions (wbemcli.h), from 0. */
    private static final int EXEC_NOTIFICATION_QUERY = 22;

    Notifying(Pointer services) {
      super(services);
    }

    HRESULT ask(BSTR language, BSTR query, PointerByReference events) {
      Object[] arguments = {
        getPointer(), language, query, RETURN_AT_ONCE_AND_FORWARD_ONLY, Pointer.NULL, events
      };
      return (HRESULT) _invokeNativeObject(EXEC_NOTIFICATION_QUERY, arguments, HRESULT.class);
    }
  }

  /**
   * @param where the namespace, as people call it
   */
  static WmiEvents ask(IWbemServices services, String query, String where) throws IOException {
    String asking = "asking WMI for events in " + where;
    PointerByReference events = new PointerByReference();
    BSTR language = OleAuto.INSTANCE.SysAllocString("WQL");
    BSTR text = OleAuto.INSTANCE.SysAllocString(query);
    try {
      int code = new Notifying(services.getPointer()).ask(language, text, events).intValue();
      if (code < 0 || events.getValue() == null) {
        throw new WindowsCallException(asking, code, WmiNamespace.REMEDY);
      }
    } finally {
      OleAuto.INSTANCE.SysFreeString(text);
      OleAuto.INSTANCE.SysFreeString(language);
    }
    return new WmiEvents(asking, new IEnumWbemClassObject(events.getValue()));
  }

  /**
   * Takes the next event, and nothing of what it tells.
   *
   * @param most how long to wait for it
   * @return whether there was one
   * @throws IOException if none comes any more
   */
  public boolean take(Duration most) throws IOException {
    Pointer[] next = new Pointer[1];
    IntByReference count = new IntByReference();
    int code = events.Next((int) most.toMillis(), 1, next, count).intValue();
    if (code < 0 || code == Wbemcli.WBEM_S_FALSE) {
      throw new WindowsCallException(asking, code, WmiNamespace.REMEDY);
    }
    if (count.getValue() == 0) {
      return false;
    }
    new Unknown(next[0]).Release();
    return true;
  }

  @Override
  public void close() {
    events.Release();
  }
}
