package dev.ring3.collector.win32.service;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.ptr.IntByReference;
import dev.ring3.collector.win32.WindowsCallException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One service, as the service control manager keeps it. Whoever opens it closes it. For one thread.
 * Layouts are those of 64-bit Windows (winsvc.h).
 */
public final class ServiceControl implements AutoCloseable {
  private static final int CONNECT = 1;
  private static final int ASK = 0x0001 | 0x0004;
  private static final int CHANGE = ASK | 0x0002 | 0x0010 | 0x0020 | 0x1_0000;
  private static final int NO_SUCH_SERVICE = 1060;

  private static final int FAILURE_ACTIONS = 2;
  private static final int DELAYED_START = 3;
  private static final int REQUIRED_PRIVILEGES = 6;
  private static final int RESTART = 1;

  /** What a setting may take at most (QueryServiceConfig2). */
  private static final int CONFIG_BYTES = 8 << 10;

  private static final int STATUS_BYTES = 36;
  private static final int PID = 28;

  private final String name;
  private final Pointer manager;
  private final Pointer service;

  private ServiceControl(String name, Pointer manager, Pointer service) {
    this.name = name;
    this.manager = manager;
    this.service = service;
  }

  /** What it may be opened for. */
  public enum Purpose {
    ASK(ServiceControl.ASK),
    CHANGE(ServiceControl.CHANGE);

    private final int access;

    Purpose(int access) {
      this.access = access;
    }
  }

  /** SERVICE_STATUS_PROCESS.dwCurrentState, in its order from 1. */
  public enum State {
    STOPPED,
    STARTING,
    STOPPING,
    RUNNING,
    CONTINUING,
    PAUSING,
    PAUSED
  }

  /**
   * How it is.
   *
   * @param pid of the process that runs it, if one does
   */
  public record Status(State state, OptionalLong pid) {}

  /** Functions of advapi32.dll. */
  private static final class Advapi {
    static {
      Native.register(Advapi.class, "advapi32");
    }

    private Advapi() {}

    static native @Nullable Pointer OpenSCManagerW(
        @Nullable WString machine, @Nullable WString database, int access);

    static native @Nullable Pointer OpenServiceW(Pointer manager, WString name, int access);

    static native boolean QueryServiceStatusEx(
        Pointer service, int level, Pointer to, int size, IntByReference needed);

    static native boolean ChangeServiceConfig2W(Pointer service, int level, Pointer what);

    static native boolean QueryServiceConfig2W(
        Pointer service, int level, Pointer to, int size, IntByReference needed);

    static native boolean DeleteService(Pointer service);

    static native boolean CloseServiceHandle(Pointer handle);
  }

  /**
   * Opens a service; empty if there is none of that name.
   *
   * @throws IOException if this user may not open it so
   */
  public static Optional<ServiceControl> open(String name, Purpose purpose) throws IOException {
    Pointer manager = Advapi.OpenSCManagerW(null, null, CONNECT);
    if (manager == null) {
      throw failed("OpenSCManager");
    }
    Pointer service = Advapi.OpenServiceW(manager, new WString(name), purpose.access);
    if (service != null) {
      return Optional.of(new ServiceControl(name, manager, service));
    }
    int code = Native.getLastError();
    Advapi.CloseServiceHandle(manager);
    if (code == NO_SUCH_SERVICE) {
      return Optional.empty();
    }
    throw new WindowsCallException("OpenService " + name, code, "run as administrator");
  }

  public Status status() throws IOException {
    try (Memory to = new Memory(STATUS_BYTES)) {
      if (!Advapi.QueryServiceStatusEx(service, 0, to, STATUS_BYTES, new IntByReference())) {
        throw failed("QueryServiceStatusEx " + name);
      }
      int state = to.getInt(4);
      State[] known = State.values();
      if (state < 1 || state > known.length) {
        throw new IOException("the service " + name + " is in a state unknown to us: " + state);
      }
      int pid = to.getInt(PID);
      return new Status(
          known[state - 1],
          pid == 0 ? OptionalLong.empty() : OptionalLong.of(Integer.toUnsignedLong(pid)));
    }
  }

  /** Starts it two minutes after those that start with the host. */
  public void delayStart() throws IOException {
    try (Memory info = new Memory(4)) {
      info.setInt(0, 1);
      change(DELAYED_START, info, "delayed start");
    }
  }

  /**
   * Has it restarted when its process ends without having been stopped.
   *
   * @param after how long after the first, the second, and every later end
   * @param forgiven how long it must run for the count to begin anew
   */
  public void restartAfter(List<Duration> after, Duration forgiven) throws IOException {
    try (Memory info = new Memory(40);
        Memory actions = new Memory(8L * after.size())) {
      for (int i = 0; i < after.size(); i++) {
        actions.setInt(8L * i, RESTART);
        actions.setInt(8L * i + 4, (int) after.get(i).toMillis());
      }
      info.clear();
      info.setInt(0, (int) forgiven.toSeconds());
      info.setInt(24, after.size());
      info.setPointer(32, actions);
      change(FAILURE_ACTIONS, info, "recovery");
    }
  }

  /**
   * How long after the first, the second, and every later end without a stop it is started again;
   * empty if nobody does that. Other actions are left out.
   */
  public List<Duration> restarts() throws IOException {
    try (Memory info = new Memory(CONFIG_BYTES)) {
      info.clear();
      if (!Advapi.QueryServiceConfig2W(
          service, FAILURE_ACTIONS, info, CONFIG_BYTES, new IntByReference())) {
        throw failed("QueryServiceConfig2 (recovery) " + name);
      }
      List<Duration> restarts = new ArrayList<>();
      Pointer actions = info.getPointer(32);
      for (int i = 0; actions != null && i < info.getInt(24); i++) {
        if (actions.getInt(8L * i) == RESTART) {
          restarts.add(Duration.ofMillis(Integer.toUnsignedLong(actions.getInt(8L * i + 4))));
        }
      }
      return restarts;
    }
  }

  /** Takes from it all privileges but these, such as {@code SeDebugPrivilege}. */
  public void requirePrivileges(List<String> privileges) throws IOException {
    String all = String.join("\0", privileges) + "\0\0";
    try (Memory info = new Memory(8);
        Memory text = new Memory(2L * all.length())) {
      text.write(0, all.toCharArray(), 0, all.length());
      info.setPointer(0, text);
      change(REQUIRED_PRIVILEGES, info, "required privileges");
    }
  }

  private void change(int level, Memory info, String what) throws IOException {
    if (!Advapi.ChangeServiceConfig2W(service, level, info)) {
      throw failed("ChangeServiceConfig2 (" + what + ") " + name);
    }
  }

  /** Removes it; it is gone once it has stopped and nobody holds it open. */
  public void delete() throws IOException {
    if (!Advapi.DeleteService(service)) {
      throw failed("DeleteService " + name);
    }
  }

  private static WindowsCallException failed(String call) {
    return new WindowsCallException(call, Native.getLastError(), "run as administrator");
  }

  @Override
  public void close() {
    Advapi.CloseServiceHandle(service);
    Advapi.CloseServiceHandle(manager);
  }
}
