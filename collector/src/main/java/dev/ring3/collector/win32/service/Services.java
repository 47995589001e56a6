package dev.ring3.collector.win32.service;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.ptr.IntByReference;
import dev.ring3.collector.win32.WindowsCallException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The services and drivers that the service control manager knows. Safe for any thread. */
public final class Services {
  /** Bytes that the list may take. */
  public static final int MAX_BYTES = 16 << 20;

  private static final int CONNECT_AND_ENUMERATE = 5;
  private static final int QUERY_CONFIG = 1;
  private static final int ANY_STATE = 3;
  private static final int MORE_DATA = 234;

  /** Bytes of one configuration at most (QueryServiceConfig). */
  private static final int CONFIG_SIZE = 8 << 10;

  /** Layout of ENUM_SERVICE_STATUS_PROCESSW for 64 bits. */
  private static final int ENTRY = 56;

  private static final int DISPLAY_NAME = 8;
  private static final int TYPE = 16;
  private static final int STATE = 20;
  private static final int PID = 44;

  /** Layout of QUERY_SERVICE_CONFIGW for 64 bits. */
  private static final int START_TYPE = 4;

  private static final int BINARY_PATH = 16;
  private static final int ACCOUNT = 48;

  private Services() {}

  /** Which of them. */
  public enum Kind {
    /** SERVICE_WIN32. */
    SERVICE(0x30),
    /** SERVICE_DRIVER: kernel and file system drivers. */
    DRIVER(0x0b);

    private final int types;

    Kind(int types) {
      this.types = types;
    }
  }

  /**
   * A service or driver.
   *
   * @param name identifies it
   * @param displayName what people call it
   * @param type as SERVICE_STATUS_PROCESS has it
   * @param state as SERVICE_STATUS_PROCESS has it; 4 is running
   * @param pid the process that runs it, if one does
   * @param config how it is started; empty if this user may not see it
   */
  public record Service(
      String name,
      String displayName,
      int type,
      int state,
      OptionalLong pid,
      Optional<Config> config) {}

  /**
   * How a service is started.
   *
   * @param startType from 0, boot, over 2, automatic, to 4, disabled
   * @param command its program and arguments, or the file of a driver
   * @param account who it runs as, or the object's name of a driver
   */
  public record Config(int startType, String command, String account) {}

  /** Functions of advapi32.dll. */
  private static final class Advapi {
    static {
      Native.register(Advapi.class, "advapi32");
    }

    private Advapi() {}

    static native @Nullable Pointer OpenSCManagerW(
        @Nullable WString machine, @Nullable WString database, int access);

    static native boolean EnumServicesStatusExW(
        Pointer manager,
        int level,
        int types,
        int states,
        @Nullable Pointer to,
        int size,
        IntByReference needed,
        IntByReference count,
        @Nullable Pointer resume,
        @Nullable WString group);

    static native @Nullable Pointer OpenServiceW(Pointer manager, WString name, int access);

    static native boolean QueryServiceConfigW(
        Pointer service, Pointer to, int size, IntByReference needed);

    static native boolean CloseServiceHandle(Pointer handle);
  }

  /**
   * @throws IOException if the manager does not tell them
   */
  public static List<Service> list(Kind kind) throws IOException {
    Pointer manager = Advapi.OpenSCManagerW(null, null, CONNECT_AND_ENUMERATE);
    if (manager == null) {
      throw failed("OpenSCManager");
    }
    try {
      return list(manager, kind.types);
    } finally {
      Advapi.CloseServiceHandle(manager);
    }
  }

  private static List<Service> list(Pointer manager, int types) throws IOException {
    IntByReference needed = new IntByReference();
    IntByReference count = new IntByReference();
    for (long size = 1 << 18; size <= MAX_BYTES; size *= 2) {
      try (Memory to = new Memory(size)) {
        if (Advapi.EnumServicesStatusExW(
            manager, 0, types, ANY_STATE, to, (int) size, needed, count, null, null)) {
          return read(manager, to, count.getValue());
        }
        if (Native.getLastError() != MORE_DATA) {
          break;
        }
      }
    }
    throw failed("EnumServicesStatusEx");
  }

  private static List<Service> read(Pointer manager, Memory list, int count) {
    List<Service> all = new ArrayList<>();
    try (Memory config = new Memory(CONFIG_SIZE)) {
      for (int i = 0; i < count; i++) {
        Pointer entry = list.share((long) i * ENTRY);
        String name = text(entry, 0);
        int pid = entry.getInt(PID);
        all.add(
            new Service(
                name,
                text(entry, DISPLAY_NAME),
                entry.getInt(TYPE),
                entry.getInt(STATE),
                pid == 0 ? OptionalLong.empty() : OptionalLong.of(Integer.toUnsignedLong(pid)),
                config(manager, name, config)));
      }
    }
    return all;
  }

  private static Optional<Config> config(Pointer manager, String name, Memory to) {
    Pointer service = Advapi.OpenServiceW(manager, new WString(name), QUERY_CONFIG);
    if (service == null) {
      return Optional.empty();
    }
    try {
      return Advapi.QueryServiceConfigW(service, to, CONFIG_SIZE, new IntByReference())
          ? Optional.of(new Config(to.getInt(START_TYPE), text(to, BINARY_PATH), text(to, ACCOUNT)))
          : Optional.empty();
    } finally {
      Advapi.CloseServiceHandle(service);
    }
  }

  private static String text(Pointer at, long offset) {
    Pointer text = at.getPointer(offset);
    return text == null ? "" : text.getWideString(0);
  }

  private static WindowsCallException failed(String call) {
    return new WindowsCallException(
        call, Native.getLastError(), "run as a user who may ask the service control manager");
  }
}
