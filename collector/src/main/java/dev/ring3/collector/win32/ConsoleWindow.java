package dev.ring3.collector.win32;

import com.sun.jna.Native;

/** The console that Windows gives to a program of that kind, also where nobody sees it. */
public final class ConsoleWindow {
  private ConsoleWindow() {}

  /** Functions of kernel32.dll. */
  private static final class Kernel {
    static {
      Native.register(Kernel.class, "kernel32");
    }

    private Kernel() {}

    static native boolean FreeConsole();
  }

  /** Leaves it, so that its end, as when a user logs off, is not this process's. */
  public static void leave() {
    // It says false where there is none, which is as good.
    Kernel.FreeConsole();
  }
}
