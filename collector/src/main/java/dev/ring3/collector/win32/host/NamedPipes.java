package dev.ring3.collector.win32.host;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import dev.ring3.collector.win32.WindowsCallException;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/** The named pipes that there are. Safe for any thread. */
public final class NamedPipes {
  private static final int NO_MORE_FILES = 18;
  private static final Pointer INVALID = Pointer.createConstant(-1);

  /** WIN32_FIND_DATAW: its size, and where the name is. */
  private static final int SIZE = 592;

  private static final int NAME = 44;

  private NamedPipes() {}

  /** Functions of kernel32.dll. */
  private static final class Kernel {
    static {
      Native.register(Kernel.class, "kernel32");
    }

    private Kernel() {}

    static native Pointer FindFirstFileW(WString pattern, Pointer to);

    static native boolean FindNextFileW(Pointer search, Pointer to);

    static native boolean FindClose(Pointer search);
  }

  /**
   * Their names, without the folder.
   *
   * @param most where to end
   * @throws IOException if Windows does not list them
   */
  public static Set<String> names(int most) throws IOException {
    Set<String> names = new LinkedHashSet<>();
    try (Memory found = new Memory(SIZE)) {
      Pointer search = Kernel.FindFirstFileW(new WString("\\\\.\\pipe\\*"), found);
      if (INVALID.equals(search)) {
        throw new WindowsCallException(
            "FindFirstFile \\\\.\\pipe\\", Native.getLastError(), "this Windows lists no pipes");
      }
      try {
        boolean more = true;
        while (more && names.size() < most) {
          names.add(found.getWideString(NAME));
          more = Kernel.FindNextFileW(search, found);
        }
        int code = more ? NO_MORE_FILES : Native.getLastError();
        if (code != NO_MORE_FILES) {
          throw new WindowsCallException("FindNextFile \\\\.\\pipe\\", code, "it is tried again");
        }
      } finally {
        Kernel.FindClose(search);
      }
      return names;
    }
  }
}
