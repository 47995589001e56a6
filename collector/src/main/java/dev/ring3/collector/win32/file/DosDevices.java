package dev.ring3.collector.win32.file;

import com.sun.jna.Native;
import com.sun.jna.WString;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which device each drive letter stands for. Safe for any thread. */
public final class DosDevices {
  private static final int LONGEST = 1024;

  private DosDevices() {}

  /** Functions of kernel32.dll. */
  private static final class Kernel {
    static {
      Native.register(Kernel.class, "kernel32");
    }

    private Kernel() {}

    static native int GetLogicalDrives();

    static native int QueryDosDeviceW(WString name, char[] to, int size);
  }

  /** Drives, such as {@code C:}, by device, such as {@code \Device\HarddiskVolume2}. */
  public static Map<String, String> drives() {
    Map<String, String> drives = new LinkedHashMap<>();
    int there = Kernel.GetLogicalDrives();
    for (char letter = 'A'; letter <= 'Z'; letter++) {
      if ((there >> (letter - 'A') & 1) != 0) {
        String drive = letter + ":";
        char[] device = new char[LONGEST];
        if (Kernel.QueryDosDeviceW(new WString(drive), device, LONGEST) > 0) {
          drives.put(Native.toString(device), drive);
        }
      }
    }
    return drives;
  }
}
