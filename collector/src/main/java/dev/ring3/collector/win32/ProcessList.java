package dev.ring3.collector.win32;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The processes of this host, as two independent calls tell them. Safe for any thread. */
public final class ProcessList {
  /** Bytes that the list of the system may take. */
  public static final int MAX_BYTES = 64 << 20;

  private static final int SYSTEM_PROCESS_INFORMATION = 5;
  private static final int LENGTH_MISMATCH = 0xC0000004;
  private static final int SNAP_PROCESS = 2;
  private static final int NO_MORE_FILES = 18;

  /** Layout of PROCESSENTRY32W for 64 bits. */
  private static final int ENTRY = 568;

  private static final int PID = 8;
  private static final int NAME = 44;

  private ProcessList() {}

  /** Functions of kernel32.dll. */
  private static final class Kernel {
    static {
      Native.register(Kernel.class, "kernel32");
    }

    private Kernel() {}

    static native Pointer CreateToolhelp32Snapshot(int flags, int pid);

    static native boolean Process32FirstW(Pointer snapshot, Pointer entry);

    static native boolean Process32NextW(Pointer snapshot, Pointer entry);

    static native boolean CloseHandle(Pointer handle);
  }

  /** Functions of ntdll.dll. */
  private static final class Ntdll {
    static {
      Native.register(Ntdll.class, "ntdll");
    }

    private Ntdll() {}

    static native int NtQuerySystemInformation(
        int kind, Pointer to, int size, IntByReference needed);
  }

  /**
   * The list as NtQuerySystemInformation wrote it.
   *
   * @param bytes a chain of SYSTEM_PROCESS_INFORMATION
   * @param address where they lay, which the pointers in them count from
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Raw(byte[] bytes, long address) {}

  /**
   * @throws IOException if the system tells no list, or one of more than {@link #MAX_BYTES}
   */
  public static Raw system() throws IOException {
    IntByReference needed = new IntByReference();
    int status = LENGTH_MISMATCH;
    for (long size = 1 << 20; size <= MAX_BYTES; size *= 2) {
      try (Memory to = new Memory(size)) {
        status = Ntdll.NtQuerySystemInformation(SYSTEM_PROCESS_INFORMATION, to, (int) size, needed);
        if (status == 0) {
          return new Raw(to.getByteArray(0, needed.getValue()), Pointer.nativeValue(to));
        }
      }
      if (status != LENGTH_MISMATCH) {
        break;
      }
    }
    throw new WindowsCallException(
        "NtQuerySystemInformation(5)", status, "this Windows tells no list of its processes");
  }

  /**
   * File names of programs by pid, as Toolhelp tells them.
   *
   * @throws IOException if it tells none
   */
  public static Map<Long, String> toolhelp() throws IOException {
    Pointer snapshot = Kernel.CreateToolhelp32Snapshot(SNAP_PROCESS, 0);
    if (Pointer.nativeValue(snapshot) == -1) {
      throw failed("CreateToolhelp32Snapshot");
    }
    Map<Long, String> names = new HashMap<>();
    try (Memory entry = new Memory(ENTRY)) {
      entry.setInt(0, ENTRY);
      boolean more = Kernel.Process32FirstW(snapshot, entry);
      while (more) {
        names.put(Integer.toUnsignedLong(entry.getInt(PID)), entry.getWideString(NAME));
        more = Kernel.Process32NextW(snapshot, entry);
      }
      if (Native.getLastError() != NO_MORE_FILES) {
        throw failed("Process32Next");
      }
      return names;
    } finally {
      Kernel.CloseHandle(snapshot);
    }
  }

  private static WindowsCallException failed(String call) {
    return new WindowsCallException(
        call, Native.getLastError(), "the two lists of processes can't be compared");
  }
}
