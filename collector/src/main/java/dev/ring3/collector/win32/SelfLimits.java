package dev.ring3.collector.win32;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Makes this process give way to others, once and for its life. Best effort: each call can be
 * refused, as where the process is in a job already that allows no further one.
 */
public final class SelfLimits {
  private static final int BELOW_NORMAL = 0x4000;
  private static final int CPU_RATE_CONTROL = 15;
  private static final int ENABLE_BY_WEIGHT = 0x1 | 0x2;

  /** Of 1 to 9, where 5 is what everybody has (JOBOBJECT_CPU_RATE_CONTROL_INFORMATION). */
  private static final int WEIGHT = 3;

  private SelfLimits() {}

  /** Functions of kernel32.dll. */
  private static final class Kernel {
    static {
      Native.register(Kernel.class, "kernel32");
    }

    private Kernel() {}

    static native Pointer GetCurrentProcess();

    static native boolean SetPriorityClass(Pointer process, int priority);

    static native @Nullable Pointer CreateJobObjectW(
        @Nullable Pointer security, @Nullable WString name);

    static native boolean SetInformationJobObject(Pointer job, int kind, Pointer info, int size);

    static native boolean AssignProcessToJobObject(Pointer job, Pointer process);

    static native boolean CloseHandle(Pointer handle);
  }

  /** Lets ordinary processes go first. */
  public static void lowerPriority() throws IOException {
    if (!Kernel.SetPriorityClass(Kernel.GetCurrentProcess(), BELOW_NORMAL)) {
      throw failed("SetPriorityClass");
    }
  }

  /** Takes a smaller share of processors that others want as well; alone it may use them whole. */
  public static void shareProcessors() throws IOException {
    Pointer job = Kernel.CreateJobObjectW(null, null);
    if (job == null) {
      throw failed("CreateJobObject");
    }
    try (Memory info = new Memory(8)) {
      info.setInt(0, ENABLE_BY_WEIGHT);
      info.setInt(4, WEIGHT);
      if (!Kernel.SetInformationJobObject(job, CPU_RATE_CONTROL, info, 8)) {
        throw failed("SetInformationJobObject");
      }
      if (!Kernel.AssignProcessToJobObject(job, Kernel.GetCurrentProcess())) {
        throw failed("AssignProcessToJobObject");
      }
    } finally {
      // The job lives as long as a process is in it.
      Kernel.CloseHandle(job);
    }
  }

  private static WindowsCallException failed(String call) {
    return new WindowsCallException(
        call, Native.getLastError(), "it works on, with the share of ordinary programs");
  }
}
