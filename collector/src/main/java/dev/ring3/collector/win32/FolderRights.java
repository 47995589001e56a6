package dev.ring3.collector.win32;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.ptr.PointerByReference;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Who may use a folder, and what is made in it later. Safe for any thread. */
public final class FolderRights {
  private static final int DACL = 0x4;
  private static final int PROTECTED = 0x8000_0000;
  private static final int REVISION = 1;

  /**
   * SDDL: protected from what the folder above hands down; full rights for the system and
   * administrators, handed on to files and folders in it.
   */
  private static final String SYSTEM_AND_ADMINISTRATORS = "D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)";

  private FolderRights() {}

  /** Functions of advapi32.dll. */
  private static final class Advapi {
    static {
      Native.register(Advapi.class, "advapi32");
    }

    private Advapi() {}

    static native boolean ConvertStringSecurityDescriptorToSecurityDescriptorW(
        WString text, int revision, PointerByReference to, @Nullable Pointer size);

    static native boolean SetFileSecurityW(WString file, int what, Pointer descriptor);
  }

  /** The function of kernel32.dll. */
  private static final class Kernel {
    static {
      Native.register(Kernel.class, "kernel32");
    }

    private Kernel() {}

    static native @Nullable Pointer LocalFree(Pointer memory);
  }

  /** Leaves a folder to the system and to administrators. */
  public static void systemOnly(Path folder) throws IOException {
    PointerByReference descriptor = new PointerByReference();
    if (!Advapi.ConvertStringSecurityDescriptorToSecurityDescriptorW(
        new WString(SYSTEM_AND_ADMINISTRATORS), REVISION, descriptor, null)) {
      throw failed("ConvertStringSecurityDescriptorToSecurityDescriptor");
    }
    try {
      if (!Advapi.SetFileSecurityW(
          new WString(folder.toString()), DACL | PROTECTED, descriptor.getValue())) {
        throw failed("SetFileSecurity " + folder);
      }
    } finally {
      Kernel.LocalFree(descriptor.getValue());
    }
  }

  private static WindowsCallException failed(String call) {
    return new WindowsCallException(call, Native.getLastError(), "run as administrator");
  }
}
