package dev.ring3.collector.win32;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An event object: Windows sets it, we ask for it. Whoever makes one closes it. Safe for any
 * thread.
 */
public final class WindowsEvent implements AutoCloseable {
  private static final int SIGNALED = 0;

  private final Pointer handle;

  private WindowsEvent(Pointer handle) {
    this.handle = handle;
  }

  /** Functions of kernel32.dll. */
  private static final class Kernel {
    static {
      Native.register(Kernel.class, "kernel32");
    }

    private Kernel() {}

    static native @Nullable Pointer CreateEventW(
        @Nullable Pointer security, boolean manual, boolean set, @Nullable WString name);

    static native int WaitForSingleObject(Pointer handle, int milliseconds);

    static native boolean SetEvent(Pointer handle);

    static native boolean CloseHandle(Pointer handle);
  }

  /** An event that is not set. */
  public static WindowsEvent create() throws IOException {
    Pointer handle = Kernel.CreateEventW(null, false, false, null);
    if (handle == null) {
      throw new WindowsCallException(
          "CreateEvent", Native.getLastError(), "free some of Windows' memory");
    }
    return new WindowsEvent(handle);
  }

  /** Whether it was set since the last call. Does not wait. */
  public boolean take() {
    return Kernel.WaitForSingleObject(handle, 0) == SIGNALED;
  }

  /**
   * Waits until it is set, or the time is over.
   *
   * @return whether it was set
   */
  public boolean await(Duration most) {
    return Kernel.WaitForSingleObject(handle, Math.toIntExact(most.toMillis())) == SIGNALED;
  }

  /** Sets it. */
  public void set() {
    Kernel.SetEvent(handle);
  }

  /** For calls that set it. */
  public Pointer handle() {
    return handle;
  }

  @Override
  public void close() {
    Kernel.CloseHandle(handle);
  }
}
