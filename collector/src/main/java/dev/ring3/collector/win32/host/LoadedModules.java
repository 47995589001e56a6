package dev.ring3.collector.win32.host;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;

/** The images that a process has loaded, by the list that it keeps itself. Safe for any thread. */
public final class LoadedModules {
  private static final int SNAP_MODULES = 0x8 | 0x10;

  /** MODULEENTRY32W for 64 bits: its size, and where the path is. */
  private static final int ENTRY = 1080;

  private static final int PATH = 560;

  private LoadedModules() {}

  /** Functions of kernel32.dll. */
  private static final class Kernel {
    static {
      Native.register(Kernel.class, "kernel32");
    }

    private Kernel() {}

    static native Pointer CreateToolhelp32Snapshot(int flags, int pid);

    static native boolean Module32FirstW(Pointer snapshot, Pointer entry);

    static native boolean Module32NextW(Pointer snapshot, Pointer entry);

    static native boolean CloseHandle(Pointer handle);
  }

  /**
   * Their paths; none of a process that has ended, or is not for this user.
   *
   * @param most where to end
   */
  public static List<String> of(long pid, int most) {
    List<String> paths = new ArrayList<>();
    Pointer snapshot = Kernel.CreateToolhelp32Snapshot(SNAP_MODULES, (int) pid);
    if (Pointer.nativeValue(snapshot) == -1) {
      return paths;
    }
    try (Memory entry = new Memory(ENTRY)) {
      entry.setInt(0, ENTRY);
      boolean more = Kernel.Module32FirstW(snapshot, entry);
      while (more && paths.size() < most) {
        paths.add(entry.getWideString(PATH));
        more = Kernel.Module32NextW(snapshot, entry);
      }
      return paths;
    } finally {
      Kernel.CloseHandle(snapshot);
    }
  }
}
