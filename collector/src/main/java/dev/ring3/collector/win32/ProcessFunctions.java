package dev.ring3.collector.win32;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import org.jspecify.annotations.Nullable;

/** Functions about processes, by their own names. Each library is loaded when it is first used. */
final class ProcessFunctions {
  private ProcessFunctions() {}

  /** Of kernel32.dll. */
  static final class Kernel {
    static {
      Native.register(Kernel.class, "kernel32");
    }

    private Kernel() {}

    static native @Nullable Pointer OpenProcess(int access, boolean inherit, int pid);

    static native boolean CloseHandle(Pointer handle);

    static native boolean TerminateProcess(Pointer process, int exitCode);

    static native boolean GetProcessTimes(
        Pointer process, Pointer created, Pointer ended, Pointer kernel, Pointer user);

    static native boolean QueryFullProcessImageNameW(
        Pointer process, int flags, Pointer name, Pointer characters);

    static native boolean ReadProcessMemory(
        Pointer process, Pointer address, Pointer buffer, long length, Pointer read);

    static native int WaitForSingleObject(Pointer handle, int milliseconds);

    static native Pointer CreateToolhelp32Snapshot(int flags, int pid);

    static native boolean Process32FirstW(Pointer snapshot, Pointer entry);

    static native boolean Process32NextW(Pointer snapshot, Pointer entry);

    static native Pointer CreateFileW(
        WString name,
        int access,
        int share,
        @Nullable Pointer security,
        int disposition,
        int flags,
        @Nullable Pointer template);
  }

  /** Of ntdll.dll; each answers an NTSTATUS. */
  static final class Ntdll {
    static {
      Native.register(Ntdll.class, "ntdll");
    }

    private Ntdll() {}

    static native int NtSuspendProcess(Pointer process);

    static native int NtResumeProcess(Pointer process);

    static native int NtQueryInformationProcess(
        Pointer process, int about, Pointer buffer, int length, @Nullable Pointer needed);
  }

  /** Of dbghelp.dll, which takes one thread at a time. */
  static final class Dbghelp {
    static {
      Native.register(Dbghelp.class, "dbghelp");
    }

    private Dbghelp() {}

    /** Not by two threads at once. */
    static synchronized boolean write(Pointer process, int pid, Pointer file, int type) {
      return MiniDumpWriteDump(process, pid, file, type, null, null, null);
    }

    private static native boolean MiniDumpWriteDump(
        Pointer process,
        int pid,
        Pointer file,
        int type,
        @Nullable Pointer exception,
        @Nullable Pointer streams,
        @Nullable Pointer callback);
  }
}
