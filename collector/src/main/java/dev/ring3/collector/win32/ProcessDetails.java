package dev.ring3.collector.win32;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a running process tells of itself. What this user may not see, or Windows does not tell, is
 * absent. Whoever opens one closes it. For one thread.
 */
public final class ProcessDetails implements AutoCloseable {
  /** Characters of a command line or path that are read (a UNICODE_STRING holds no more). */
  public static final int LONGEST = 32_767;

  private static final int QUERY_INFORMATION = 0x400;
  private static final int QUERY_LIMITED_INFORMATION = 0x1000;
  private static final int VM_READ = 0x10;
  private static final int BASIC_INFORMATION = 0;
  private static final int COMMAND_LINE_INFORMATION = 60;

  /** Layout of PROCESS_BASIC_INFORMATION, PEB and RTL_USER_PROCESS_PARAMETERS for 64 bits. */
  private static final int BASIC_SIZE = 48;

  private static final int BASIC_PEB = 8;
  private static final int PEB_PARAMETERS = 0x20;
  private static final int PARAMETERS_COMMAND_LINE = 0x70;

  /** A UNICODE_STRING: length in bytes, room, address. */
  private static final int STRING_SIZE = 16;

  private static final int STRING_ADDRESS = 8;

  private final Pointer process;
  private final boolean readable;

  private ProcessDetails(Pointer process, boolean readable) {
    this.process = process;
    this.readable = readable;
  }

  /** Functions of kernel32.dll. */
  private static final class Kernel {
    static {
      Native.register(Kernel.class, "kernel32");
    }

    private Kernel() {}

    static native @Nullable Pointer OpenProcess(int access, boolean inherit, int pid);

    static native boolean CloseHandle(Pointer handle);

    static native boolean QueryFullProcessImageNameW(
        Pointer process, int flags, char[] to, IntByReference length);

    static native boolean ReadProcessMemory(
        Pointer process, Pointer from, Pointer to, long size, @Nullable Pointer read);
  }

  /** Functions of ntdll.dll. */
  private static final class Ntdll {
    static {
      Native.register(Ntdll.class, "ntdll");
    }

    private Ntdll() {}

    static native int NtQueryInformationProcess(
        Pointer process, int kind, Pointer to, int size, IntByReference needed);
  }

  /** Functions of advapi32.dll. */
  private static final class Advapi {
    static {
      Native.register(Advapi.class, "advapi32");
    }

    private Advapi() {}

    static native boolean OpenProcessToken(Pointer process, int access, PointerByReference token);
  }

  /** Opens a process; empty if it has ended or this user may ask nothing of it. */
  public static Optional<ProcessDetails> open(long pid) {
    Pointer full = Kernel.OpenProcess(QUERY_INFORMATION | VM_READ, false, (int) pid);
    if (full != null) {
      return Optional.of(new ProcessDetails(full, true));
    }
    return Optional.ofNullable(Kernel.OpenProcess(QUERY_LIMITED_INFORMATION, false, (int) pid))
        .map(limited -> new ProcessDetails(limited, false));
  }

  /** Path of its program, with a drive's letter. */
  public Optional<String> executable() {
    char[] path = new char[LONGEST];
    IntByReference length = new IntByReference(path.length);
    return Kernel.QueryFullProcessImageNameW(process, 0, path, length)
        ? Optional.of(new String(path, 0, length.getValue()))
        : Optional.empty();
  }

  /** Its command line, by the system (class 60, Windows 8.1 or later), which it can't forge. */
  public Optional<String> commandLine() {
    int size = STRING_SIZE + 2 * LONGEST + 2;
    try (Memory to = new Memory(size)) {
      IntByReference needed = new IntByReference();
      return Ntdll.NtQueryInformationProcess(process, COMMAND_LINE_INFORMATION, to, size, needed)
              == 0
          ? Optional.of(text(to.share(STRING_SIZE), Short.toUnsignedInt(to.getShort(0))))
          : Optional.empty();
    }
  }

  /** Its command line as its own memory has it now, which it may have changed since its start. */
  public Optional<String> commandLineInMemory() {
    try (Memory basic = new Memory(BASIC_SIZE)) {
      IntByReference needed = new IntByReference();
      if (!readable
          || Ntdll.NtQueryInformationProcess(process, BASIC_INFORMATION, basic, BASIC_SIZE, needed)
              != 0) {
        return Optional.empty();
      }
      return address(basic.getLong(BASIC_PEB) + PEB_PARAMETERS)
          .flatMap(parameters -> string(parameters + PARAMETERS_COMMAND_LINE));
    }
  }

  private Optional<Long> address(long at) {
    try (Memory to = new Memory(Long.BYTES)) {
      return read(at, to, Long.BYTES) && to.getLong(0) != 0
          ? Optional.of(to.getLong(0))
          : Optional.empty();
    }
  }

  private Optional<String> string(long at) {
    try (Memory string = new Memory(STRING_SIZE)) {
      if (!read(at, string, STRING_SIZE)) {
        return Optional.empty();
      }
      int bytes = Short.toUnsignedInt(string.getShort(0));
      if (bytes == 0) {
        return Optional.of("");
      }
      try (Memory text = new Memory(bytes)) {
        return read(string.getLong(STRING_ADDRESS), text, bytes)
            ? Optional.of(text(text, bytes))
            : Optional.empty();
      }
    }
  }

  private boolean read(long from, Pointer to, long size) {
    return Kernel.ReadProcessMemory(process, new Pointer(from), to, size, null);
  }

  private static String text(Pointer at, int bytes) {
    return new String(at.getCharArray(0, bytes / 2));
  }

  /** For whom it acts. */
  public Optional<Token> token() {
    PointerByReference token = new PointerByReference();
    if (!Advapi.OpenProcessToken(process, Token.QUERY, token)) {
      return Optional.empty();
    }
    try {
      return Token.read(token.getValue());
    } finally {
      Kernel.CloseHandle(token.getValue());
    }
  }

  @Override
  public void close() {
    Kernel.CloseHandle(process);
  }
}
