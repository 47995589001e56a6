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
  private static final int ENABLE_WITH_HARD_CAP = 0x1 | 0x4;
  private static final int BACKGROUND_BEGIN = 0x1_0000;
  private static final int BACKGROUND_END = 0x2_0000;

  /** Of JOBOBJECT_CPU_RATE_CONTROL_INFORMATION, which counts in parts of ten thousand. */
  private static final int PERCENT = 100;

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

    static native Pointer GetCurrentThread();

    static native boolean SetThreadPriority(Pointer thread, int priority);

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

  /**
   * Lets the calling thread work in the background from now on: others go first with processors,
   * disks and memory. Best effort; {@link #tryBackground} tells whether it works.
   *
   * @return whether it does so now
   */
  public static boolean workInBackground() {
    return Kernel.SetThreadPriority(Kernel.GetCurrentThread(), BACKGROUND_BEGIN);
  }

  /** Finds out, and changes nothing, whether threads can work in the background. */
  public static void tryBackground() throws IOException {
    if (!workInBackground()) {
      throw failed("SetThreadPriority (background)");
    }
    Kernel.SetThreadPriority(Kernel.GetCurrentThread(), BACKGROUND_END);
  }

  /**
   * Takes no more than a part of the processors, even if nobody else wants them.
   *
   * @param percent of all processors, 1 to 100
   */
  public static void capProcessors(int percent) throws IOException {
    control(ENABLE_WITH_HARD_CAP, percent * PERCENT);
  }

  /** Takes a smaller share of processors that others want as well; alone it may use them whole. */
  public static void shareProcessors() throws IOException {
    control(ENABLE_BY_WEIGHT, WEIGHT);
  }

  private static void control(int flags, int value) throws IOException {
    Pointer job = Kernel.CreateJobObjectW(null, null);
    if (job == null) {
      throw failed("CreateJobObject");
    }
    try (Memory info = new Memory(8)) {
      info.setInt(0, flags);
      info.setInt(4, value);
      if (!Kernel.SetInformationJobObject(job, CPU_RATE_CONTROL, info, 8)) {
        throw failed("SetInformationJobObject (CPU rate)");
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
