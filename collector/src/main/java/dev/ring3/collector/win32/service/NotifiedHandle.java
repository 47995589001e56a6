package dev.ring3.collector.win32.service;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import dev.ring3.collector.win32.WindowsCallException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A handle of the service control manager or of a service, with the buffer that its notices are
 * written to (NotifyServiceStatusChange). A notice comes once after each {@link #arm}, as a call
 * (APC) on the thread that armed, while that thread waits so that Windows may call. For that one
 * thread, which opens, arms and closes. Layouts are those of 64-bit Windows (winsvc.h).
 */
final class NotifiedHandle implements AutoCloseable {
  private static final int CONNECT_AND_ENUMERATE = 5;
  private static final int QUERY_STATUS = 4;
  private static final int NO_SUCH_SERVICE = 1060;
  private static final int MARKED_FOR_DELETE = 1072;
  private static final int DELETE_PENDING = 0x200;

  /** SERVICE_NOTIFY_CREATED and DELETED. */
  private static final int OF_MANAGER = 0x180;

  /** All states (STOPPED to PAUSED), and DELETE_PENDING. */
  private static final int OF_SERVICE = 0x7f | DELETE_PENDING;

  /** Layout of SERVICE_NOTIFY_2W. */
  private static final int VERSION = 2;

  private static final int BYTES = 80;
  private static final int CALLBACK = 8;
  private static final int STATUS = 24;
  private static final int STATE = 32;
  private static final int TRIGGERED = 64;
  private static final int NAMES = 72;

  private final Pointer handle;
  private final int mask;
  private final Told told;

  /**
   * Not freed by {@link #close}, but with the garbage: Windows writes nothing any more then, where
   * Wine may be about to.
   */
  private final Memory buffer = new Memory(BYTES);

  private NotifiedHandle(Pointer handle, int mask, Told told) {
    this.handle = handle;
    this.mask = mask;
    this.told = told;
  }

  /**
   * PFN_SC_NOTIFY_CALLBACK. It may be called within any call to the manager, so it only takes note.
   * Whoever makes one holds it as long as a handle is open.
   */
  interface Told extends Callback {
    @SuppressWarnings("unused") // called by Windows
    void invoke(Pointer buffer);
  }

  /** What the manager says to the wish for a notice. */
  enum Answer {
    /** It comes, or has been asked for already. */
    ARMED,
    /** The service is to be deleted as soon as all handles are closed. */
    LEAVING,
    /** All handles, also of the manager, have to be opened anew. */
    LAGGING,
    REFUSED;

    /**
     * @param code as NotifyServiceStatusChange returns it
     */
    static Answer of(int code) {
      return switch (code) {
        case 0, 1242 -> ARMED; // ERROR_ALREADY_REGISTERED
        case MARKED_FOR_DELETE -> LEAVING;
        case 1294 -> LAGGING; // ERROR_SERVICE_NOTIFY_CLIENT_LAGGING
        default -> REFUSED;
      };
    }
  }

  /**
   * A notice.
   *
   * @param status an error of Win32; 0 if the rest is right
   * @param state as SERVICE_STATUS_PROCESS has it
   * @param triggered what it is about, as the mask of NotifyServiceStatusChange has it
   */
  record Notice(int status, int state, int triggered) {
    static Notice read(Pointer buffer) {
      return new Notice(buffer.getInt(STATUS), buffer.getInt(STATE), buffer.getInt(TRIGGERED));
    }

    /** Whether the service goes as soon as nobody holds it open. */
    boolean leaves() {
      return status == MARKED_FOR_DELETE || (status == 0 && (triggered & DELETE_PENDING) != 0);
    }
  }

  /** Functions of advapi32.dll. */
  private static final class Advapi {
    static {
      Native.register(Advapi.class, "advapi32");
    }

    private Advapi() {}

    static native @Nullable Pointer OpenSCManagerW(
        @Nullable WString machine, @Nullable WString database, int access);

    static native @Nullable Pointer OpenServiceW(Pointer manager, WString name, int access);

    static native int NotifyServiceStatusChangeW(Pointer handle, int mask, Pointer buffer);

    static native boolean CloseServiceHandle(Pointer handle);
  }

  /** Functions of kernel32.dll. */
  private static final class Kernel {
    static {
      Native.register(Kernel.class, "kernel32");
    }

    private Kernel() {}

    static native @Nullable Pointer LocalFree(Pointer memory);
  }

  /** The manager, for services that are made and deleted. */
  static NotifiedHandle ofManager(Told told) throws IOException {
    Pointer handle = Advapi.OpenSCManagerW(null, null, CONNECT_AND_ENUMERATE);
    if (handle == null) {
      throw new WindowsCallException(
          "OpenSCManager",
          Native.getLastError(),
          "run as a user who may ask the service control manager");
    }
    return new NotifiedHandle(handle, OF_MANAGER, told);
  }

  /**
   * A service of this manager, for its states and its deletion; empty if there is none of that
   * name.
   *
   * @throws IOException if this user may not ask for its state
   */
  Optional<NotifiedHandle> service(String name) throws IOException {
    Pointer opened = Advapi.OpenServiceW(handle, new WString(name), QUERY_STATUS);
    if (opened != null) {
      return Optional.of(new NotifiedHandle(opened, OF_SERVICE, told));
    }
    int code = Native.getLastError();
    if (code == NO_SUCH_SERVICE) {
      return Optional.empty();
    }
    throw new WindowsCallException("OpenService " + name, code, "run as administrator");
  }

  /** Asks for the next notice; at once for one of the state that a service has, the first time. */
  Answer arm() {
    buffer.clear();
    buffer.setInt(0, VERSION);
    buffer.setPointer(CALLBACK, CallbackReference.getFunctionPointer(told));
    return Answer.of(Advapi.NotifyServiceStatusChangeW(handle, mask, buffer));
  }

  /** What its buffer is told by. */
  long address() {
    return Pointer.nativeValue(buffer);
  }

  /** The notice that came. Once for each. */
  Notice take() {
    Notice notice = Notice.read(buffer);
    Pointer names = buffer.getPointer(NAMES);
    if (names != null && notice.status() == 0 && (notice.triggered() & OF_MANAGER) != 0) {
      Kernel.LocalFree(names); // of the services that were made and deleted
      buffer.setPointer(NAMES, Pointer.NULL);
    }
    return notice;
  }

  /** Ends its notices, but for one that waits to be called. */
  @Override
  public void close() {
    Advapi.CloseServiceHandle(handle);
  }
}
