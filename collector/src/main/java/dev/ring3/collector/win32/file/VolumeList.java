package dev.ring3.collector.win32.file;

import com.sun.jna.Native;
import com.sun.jna.WString;
import com.sun.jna.ptr.IntByReference;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The drives of this host that have something in them. Those of other hosts, and discs, are named
 * only: to ask them can take long. Safe for any thread.
 */
public final class VolumeList {
  private static final int REMOVABLE = 2;
  private static final int FIXED = 3;
  private static final List<String> KINDS =
      List.of("unknown", "none", "removable", "fixed", "remote", "disc", "ram");

  /** No window asks for a disc that is not there. */
  private static final int FAIL_CRITICAL_ERRORS = 1;

  private static final int LONGEST = 261;

  private VolumeList() {}

  /**
   * A drive.
   *
   * @param path such as {@code E:\}
   * @param kind removable, fixed, remote, disc or ram
   * @param label null if it was not asked
   * @param fileSystem null if it was not asked
   * @param serial hexadecimal, null if it was not asked
   */
  public record Volume(
      String path,
      String kind,
      @Nullable String label,
      @Nullable String fileSystem,
      @Nullable String serial) {}

  /** Functions of kernel32.dll. */
  private static final class Kernel {
    static {
      Native.register(Kernel.class, "kernel32");
    }

    private Kernel() {}

    static native int GetLogicalDrives();

    static native int GetDriveTypeW(WString path);

    static native int SetThreadErrorMode(int mode, @Nullable IntByReference before);

    static native boolean GetVolumeInformationW(
        WString path,
        char[] label,
        int labelSize,
        IntByReference serial,
        @Nullable IntByReference longest,
        @Nullable IntByReference flags,
        char[] fileSystem,
        int fileSystemSize);
  }

  /** The drives; a removable one only if something is in it. */
  public static List<Volume> all() {
    List<Volume> volumes = new ArrayList<>();
    IntByReference before = new IntByReference();
    Kernel.SetThreadErrorMode(FAIL_CRITICAL_ERRORS, before);
    try {
      int there = Kernel.GetLogicalDrives();
      for (char letter = 'A'; letter <= 'Z'; letter++) {
        if ((there >> (letter - 'A') & 1) != 0) {
          add(letter + ":\\", volumes);
        }
      }
    } finally {
      Kernel.SetThreadErrorMode(before.getValue(), null);
    }
    return volumes;
  }

  private static void add(String path, List<Volume> volumes) {
    int type = Kernel.GetDriveTypeW(new WString(path));
    String kind = type >= 0 && type < KINDS.size() ? KINDS.get(type) : Integer.toString(type);
    if (type != REMOVABLE && type != FIXED) {
      volumes.add(new Volume(path, kind, null, null, null));
      return;
    }
    char[] label = new char[LONGEST];
    char[] fileSystem = new char[LONGEST];
    IntByReference serial = new IntByReference();
    if (Kernel.GetVolumeInformationW(
        new WString(path), label, LONGEST, serial, null, null, fileSystem, LONGEST)) {
      volumes.add(
          new Volume(
              path,
              kind,
              Native.toString(label),
              Native.toString(fileSystem),
              HexFormat.of().toHexDigits(serial.getValue())));
    } else if (type == FIXED) {
      volumes.add(new Volume(path, kind, null, null, null));
    }
  }
}
