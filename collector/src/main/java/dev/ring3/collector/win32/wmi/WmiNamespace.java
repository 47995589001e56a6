package dev.ring3.collector.win32.wmi;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.COM.COMException;
import com.sun.jna.platform.win32.COM.COMUtils;
import com.sun.jna.platform.win32.COM.Wbemcli.IEnumWbemClassObject;
import com.sun.jna.platform.win32.COM.Wbemcli.IWbemClassObject;
import com.sun.jna.platform.win32.COM.Wbemcli.IWbemServices;
import com.sun.jna.platform.win32.COM.WbemcliUtil;
import com.sun.jna.platform.win32.Ole32;
import com.sun.jna.platform.win32.OleAuto;
import com.sun.jna.platform.win32.Variant.VARIANT;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import dev.ring3.collector.win32.WindowsCallException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A namespace of this host's WMI, such as {@code ROOT\CIMV2}. Whoever opens it closes it, on the
 * same thread. A provider that hangs holds the call that asks it, however long: ask on a thread
 * that nobody waits for without end.
 */
public final class WmiNamespace implements AutoCloseable {
  /** A property's text at most, in characters. */
  public static final int MAX_TEXT = 1 << 20;

  private static final int FORWARD_ONLY_AND_AT_ONCE = 0x20 | 0x10;
  private static final int NO_MORE = 1;
  static final String REMEDY =
      "run as administrator, and see that the service Winmgmt runs (sc start Winmgmt)";

  private final String name;
  private final IWbemServices services;

  /** A function of oleaut32.dll. */
  private static final class Automation {
    static {
      Native.register(Automation.class, "oleaut32");
    }

    private Automation() {}

    static native int SafeArrayDestroy(Pointer array);
  }

  private WmiNamespace(String name, IWbemServices services) {
    this.name = name;
    this.services = services;
  }

  /**
   * @throws IOException if WMI does not let this user in, or there is no such namespace
   */
  public static WmiNamespace open(String name) throws IOException {
    int begun = Ole32.INSTANCE.CoInitializeEx(null, Ole32.COINIT_MULTITHREADED).intValue();
    if (begun < 0) {
      throw new WindowsCallException("CoInitializeEx", begun, REMEDY);
    }
    try {
      return new WmiNamespace(name, WbemcliUtil.connectServer(name));
    } catch (COMException e) {
      Ole32.INSTANCE.CoUninitialize();
      throw failed("connecting to WMI's " + name, e);
    }
  }

  /**
   * The objects of a class and of those below it.
   *
   * @param most where to end
   * @param patience how long to wait for the next of them
   * @throws IOException if they can't be had
   */
  public List<WmiObject> objects(String className, int most, Duration patience) throws IOException {
    String asking = "asking WMI for " + className + " in " + name;
    try {
      IEnumWbemClassObject found =
          services.ExecQuery("WQL", "SELECT * FROM " + className, FORWARD_ONLY_AND_AT_ONCE, null);
      try {
        return read(found, most, (int) patience.toMillis(), asking);
      } finally {
        found.Release();
      }
    } catch (COMException e) {
      throw failed(asking, e);
    }
  }

  /**
   * Events from now on.
   *
   * @param query in WQL, such as {@code SELECT * FROM __InstanceCreationEvent WITHIN 5 WHERE …}
   * @throws IOException if WMI does not tell them, or not this user
   */
  public WmiEvents events(String query) throws IOException {
    return WmiEvents.ask(services, query, name);
  }

  private static List<WmiObject> read(
      IEnumWbemClassObject found, int most, int milliseconds, String asking) throws IOException {
    List<WmiObject> objects = new ArrayList<>();
    while (objects.size() < most) {
      Pointer[] next = new Pointer[1];
      IntByReference count = new IntByReference();
      int code = found.Next(milliseconds, 1, next, count).intValue();
      if (code < 0) {
        throw new WindowsCallException(asking, code, REMEDY);
      }
      if (code == NO_MORE) {
        break;
      }
      if (count.getValue() == 0) {
        throw new IOException(asking + " took longer than " + milliseconds + " ms");
      }
      IWbemClassObject object = new IWbemClassObject(next[0]);
      try {
        objects.add(read(object));
      } finally {
        object.Release();
      }
    }
    return objects;
  }

  private static WmiObject read(IWbemClassObject object) {
    Map<String, String> properties = new LinkedHashMap<>();
    for (String property : names(object)) {
      VARIANT.ByReference value = new VARIANT.ByReference();
      // Only its bytes count: JNA would read what Windows has freed by then.
      value.setAutoSynch(false);
      COMUtils.checkRC(object.Get(property, 0, value, null, null));
      try {
        VariantText.read(value.getPointer(), MAX_TEXT)
            .ifPresent(text -> properties.put(property, text));
      } finally {
        OleAuto.INSTANCE.VariantClear(value);
      }
    }
    return WmiObject.of(properties);
  }

  /** JNA's own way reads the array once more when Windows has freed it. */
  private static List<String> names(IWbemClassObject object) {
    PointerByReference names = new PointerByReference();
    COMUtils.checkRC(object.GetNames((WString) null, 0, null, names));
    try {
      return VariantText.texts(names.getValue(), MAX_TEXT);
    } finally {
      Automation.SafeArrayDestroy(names.getValue());
    }
  }

  private static IOException failed(String what, COMException e) {
    return e.getHresult() == null
        ? new IOException(what + " failed: " + e.getMessage() + ": " + REMEDY, e)
        : new WindowsCallException(what, e.getHresult().intValue(), REMEDY);
  }

  @Override
  public void close() {
    services.Release();
    Ole32.INSTANCE.CoUninitialize();
  }
}
