package dev.ring3.collector.win32.host;

import com.sun.jna.Callback;
import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import dev.ring3.collector.win32.WindowsCallException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Windows' word that the interface of a device came or went (CM_Register_Notification, since
 * Windows 8). Windows calls on a thread of its own, which only notes it. Whoever opens it closes
 * it; once that has returned, no call comes any more.
 */
public final class DeviceNotices implements AutoCloseable {
  /** Layout of CM_NOTIFY_FILTER: head, and a union as long as 200 characters. */
  private static final int FILTER_BYTES = 16 + 400;

  private static final int FLAGS = 4;
  private static final int ALL_INTERFACE_CLASSES = 1;

  private final AtomicBoolean changed = new AtomicBoolean();

  /** Kept while Windows may call it. */
  private final Notify notify = (registration, context, action, data, size) -> note();

  private final Function unregister;
  private @Nullable Pointer registration;

  private DeviceNotices(Function unregister) {
    this.unregister = unregister;
  }

  /** PCM_NOTIFY_CALLBACK. */
  private interface Notify extends Callback {
    @SuppressWarnings("unused") // called by Windows
    int invoke(
        @Nullable Pointer registration,
        @Nullable Pointer context,
        int action,
        @Nullable Pointer data,
        int size);
  }

  /**
   * @throws IOException if this Windows has no such call, or refuses
   */
  public static DeviceNotices open() throws IOException {
    NativeLibrary library = NativeLibrary.getInstance("cfgmgr32");
    DeviceNotices notices = new DeviceNotices(function(library, "CM_Unregister_Notification"));
    Function register = function(library, "CM_Register_Notification");
    PointerByReference registration = new PointerByReference();
    try (Memory filter = new Memory(FILTER_BYTES)) {
      filter.clear();
      filter.setInt(0, FILTER_BYTES);
      filter.setInt(FLAGS, ALL_INTERFACE_CLASSES);
      int code =
          register.invokeInt(new Object[] {filter, Pointer.NULL, notices.notify, registration});
      if (code != 0) {
        throw new WindowsCallException(
            "CM_Register_Notification", code, "see that the service PlugPlay runs");
      }
    }
    notices.registration = registration.getValue();
    return notices;
  }

  private static Function function(NativeLibrary library, String name) throws IOException {
    try {
      return library.getFunction(name);
    } catch (UnsatisfiedLinkError e) {
      throw new IOException("this Windows has no " + name, e);
    }
  }

  private int note() {
    changed.set(true);
    return 0;
  }

  /** Whether a device came or went since the last call. Does not wait. */
  public boolean take() {
    return changed.getAndSet(false);
  }

  @Override
  public void close() {
    if (registration != null) {
      unregister.invokeInt(new Object[] {registration});
      registration = null;
    }
  }
}
