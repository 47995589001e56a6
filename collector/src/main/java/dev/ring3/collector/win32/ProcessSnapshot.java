package dev.ring3.collector.win32;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import dev.ring3.collector.win32.ProcessFunctions.Kernel;
import java.util.ArrayList;
import java.util.List;

/** The processes of one moment (Toolhelp). */
public final class ProcessSnapshot {
  private static final int PROCESSES = 2;
  private static final Pointer INVALID = Pointer.createConstant(-1);

  // PROCESSENTRY32W of 64-bit Windows.
  private static final int ENTRY_BYTES = 568;
  private static final int PID = 8;
  private static final int PARENT = 32;
  private static final int NAME = 44;

  private ProcessSnapshot() {}

  /**
   * One of them.
   *
   * @param parentPid who started it; the number may be another's by now
   * @param name its file's, without the folder
   */
  public record Entry(long pid, long parentPid, String name) {}

  public static List<Entry> take() throws Win32Exception {
    Pointer snapshot = Kernel.CreateToolhelp32Snapshot(PROCESSES, 0);
    if (snapshot.equals(INVALID)) {
      throw new Win32Exception("CreateToolhelp32Snapshot", Native.getLastError());
    }
    try (Memory entry = new Memory(ENTRY_BYTES)) {
      entry.clear();
      entry.setInt(0, ENTRY_BYTES);
      List<Entry> all = new ArrayList<>();
      boolean more = Kernel.Process32FirstW(snapshot, entry);
      while (more) {
        all.add(
            new Entry(
                Integer.toUnsignedLong(entry.getInt(PID)),
                Integer.toUnsignedLong(entry.getInt(PARENT)),
                entry.getWideString(NAME)));
        more = Kernel.Process32NextW(snapshot, entry);
      }
      return all;
    } finally {
      Kernel.CloseHandle(snapshot);
    }
  }
}
