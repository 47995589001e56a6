package dev.ring3.collector.win32.host;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import dev.ring3.collector.win32.WindowsCallException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Whether this process acts for a group. Safe for any thread. */
public final class Membership {
  private Membership() {}

  /** Functions of advapi32.dll. */
  private static final class Advapi {
    static {
      Native.register(Advapi.class, "advapi32");
    }

    private Advapi() {}

    static native boolean ConvertStringSidToSidW(WString text, PointerByReference sid);

    static native boolean CheckTokenMembership(
        @Nullable Pointer token, Pointer sid, IntByReference isMember);
  }

  /** Functions of kernel32.dll. */
  private static final class Kernel {
    static {
      Native.register(Kernel.class, "kernel32");
    }

    private Kernel() {}

    static native @Nullable Pointer LocalFree(Pointer memory);
  }

  /**
   * Whether it does, with the rights that it has in use: an administrator's are not, unless it was
   * started elevated.
   *
   * @param sid of the group, such as {@code S-1-5-32-544} for the administrators
   */
  public static boolean of(String sid) throws IOException {
    PointerByReference group = new PointerByReference();
    if (!Advapi.ConvertStringSidToSidW(new WString(sid), group)) {
      throw new WindowsCallException(
          "ConvertStringSidToSid " + sid, Native.getLastError(), "this Windows has no such group");
    }
    try {
      IntByReference isMember = new IntByReference();
      if (!Advapi.CheckTokenMembership(null, group.getValue(), isMember)) {
        throw new WindowsCallException(
            "CheckTokenMembership " + sid, Native.getLastError(), "it is taken as not");
      }
      return isMember.getValue() != 0;
    } finally {
      Kernel.LocalFree(group.getValue());
    }
  }
}
