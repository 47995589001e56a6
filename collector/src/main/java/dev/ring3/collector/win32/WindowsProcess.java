package dev.ring3.collector.win32;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import dev.ring3.collector.win32.ProcessFunctions.Dbghelp;
import dev.ring3.collector.win32.ProcessFunctions.Kernel;
import dev.ring3.collector.win32.ProcessFunctions.Ntdll;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A handle to a process. While it is open the process's number is given to no other. For one
 * thread. Whoever opens it closes it. 64-bit Windows only.
 */
public final class WindowsProcess implements AutoCloseable {
  /** The exit code of a process that was ended here. */
  public static final int EXIT_CODE = 1;

  // Seconds from 1601, where FILETIME begins, to 1970.
  private static final long TO_UNIX_SECONDS = 11_644_473_600L;
  private static final long TICKS_A_SECOND = 10_000_000;
  private static final int PATH_CHARACTERS = 32_768;
  private static final int COMMAND_LINE_CLASS = 60;
  private static final int BREAK_ON_TERMINATION_CLASS = 29;
  private static final int UNICODE_STRING_BYTES = 16;
  private static final Pointer INVALID = Pointer.createConstant(-1);

  private final Pointer handle;
  private final long pid;

  /** What a handle may be used for, as an access mask. */
  public enum Purpose {
    LOOK(0x1000),
    READ(0x1000 | 0x400 | 0x10),
    TERMINATE(0x1000 | 0x10_0000 | 0x1),
    SUSPEND(0x1000 | 0x10_0000 | 0x800),
    DUMP(0x1000 | 0x10_0000 | 0x400 | 0x40 | 0x10);

    private final int access;

    Purpose(int access) {
      this.access = access;
    }
  }

  private WindowsProcess(Pointer handle, long pid) {
    this.handle = handle;
    this.pid = pid;
  }

  /** Opens the process that has this number now. */
  public static WindowsProcess open(long pid, Purpose purpose) throws Win32Exception {
    Pointer handle = Kernel.OpenProcess(purpose.access, false, (int) pid);
    if (handle == null) {
      throw new Win32Exception("OpenProcess(" + pid + ')', Native.getLastError());
    }
    return new WindowsProcess(handle, pid);
  }

  /** When it started, to 100 ns. */
  public Instant start() throws Win32Exception {
    try (Memory times = new Memory(32)) {
      boolean told =
          Kernel.GetProcessTimes(handle, times, times.share(8), times.share(16), times.share(24));
      check(told, "GetProcessTimes");
      long ticks = times.getLong(0);
      return Instant.ofEpochSecond(
          ticks / TICKS_A_SECOND - TO_UNIX_SECONDS, ticks % TICKS_A_SECOND * 100);
    }
  }

  /** The path of its program. */
  public String executable() throws Win32Exception {
    try (Memory name = new Memory(2L * PATH_CHARACTERS);
        Memory characters = new Memory(4)) {
      characters.setInt(0, PATH_CHARACTERS);
      check(
          Kernel.QueryFullProcessImageNameW(handle, 0, name, characters),
          "QueryFullProcessImageName");
      return new String(name.getCharArray(0, characters.getInt(0)));
    }
  }

  /**
   * Its command line, as the system tells it (since Windows 8.1), else as the process keeps it, for
   * which the handle must be for {@link Purpose#READ}. Empty if neither can be had.
   */
  public Optional<String> commandLine() {
    try (Memory buffer = new Memory(UNICODE_STRING_BYTES + 0x10000L)) {
      int size = (int) buffer.size();
      if (Ntdll.NtQueryInformationProcess(handle, COMMAND_LINE_CLASS, buffer, size, null) == 0) {
        int bytes = Short.toUnsignedInt(buffer.getShort(0));
        return Optional.of(new String(buffer.getCharArray(UNICODE_STRING_BYTES, bytes / 2)));
      }
    }
    return commandLineInMemory();
  }

  /** By PEB.ProcessParameters.CommandLine. */
  private Optional<String> commandLineInMemory() {
    try (Memory basic = new Memory(48);
        Memory word = new Memory(UNICODE_STRING_BYTES)) {
      if (Ntdll.NtQueryInformationProcess(handle, 0, basic, 48, null) != 0
          || !read(basic.getLong(8) + 0x20, word, 8)
          || !read(word.getLong(0) + 0x70, word, UNICODE_STRING_BYTES)) {
        return Optional.empty();
      }
      int bytes = Short.toUnsignedInt(word.getShort(0));
      if (bytes == 0) {
        return Optional.empty();
      }
      try (Memory text = new Memory(bytes)) {
        return read(word.getLong(8), text, bytes)
            ? Optional.of(new String(text.getCharArray(0, bytes / 2)))
            : Optional.empty();
      }
    }
  }

  private boolean read(long address, Memory into, int length) {
    try (Memory count = new Memory(8)) {
      return Kernel.ReadProcessMemory(handle, new Pointer(address), into, length, count)
          && count.getLong(0) == length;
    }
  }

  /** Whether Windows stops when it ends (1), or not (0); empty where that can't be asked. */
  public OptionalInt critical() {
    try (Memory flag = new Memory(4)) {
      int status =
          Ntdll.NtQueryInformationProcess(handle, BREAK_ON_TERMINATION_CLASS, flag, 4, null);
      return status == 0 ? OptionalInt.of(flag.getInt(0)) : OptionalInt.empty();
    }
  }

  /** Ends it, with {@link #EXIT_CODE}. The system may finish that after this returns. */
  public void terminate() throws Win32Exception {
    check(Kernel.TerminateProcess(handle, EXIT_CODE), "TerminateProcess");
  }

  /**
   * Waits for its end; not for a handle to {@link Purpose#LOOK} or {@link Purpose#READ}.
   *
   * @return false after the time is over
   */
  public boolean awaitEnd(int milliseconds) {
    return Kernel.WaitForSingleObject(handle, milliseconds) == 0;
  }

  /** Stops all its threads. The system counts: what was suspended twice is to be resumed twice. */
  public void suspend() throws Win32Exception {
    status(Ntdll.NtSuspendProcess(handle), "NtSuspendProcess");
  }

  public void resume() throws Win32Exception {
    status(Ntdll.NtResumeProcess(handle), "NtResumeProcess");
  }

  /**
   * Writes its memory to a file that is there.
   *
   * @param type MINIDUMP_TYPE, as bits
   */
  public void dump(Path file, int type) throws Win32Exception {
    Pointer out =
        Kernel.CreateFileW(
            new WString(file.toAbsolutePath().toString()), 0xC000_0000, 0, null, 5, 0x80, null);
    if (out.equals(INVALID)) {
      throw new Win32Exception("CreateFile(" + file + ')', Native.getLastError());
    }
    try {
      check(Dbghelp.write(handle, (int) pid, out, type), "MiniDumpWriteDump");
    } finally {
      Kernel.CloseHandle(out);
    }
  }

  private void check(boolean worked, String call) throws Win32Exception {
    if (!worked) {
      throw new Win32Exception(call + '(' + pid + ')', Native.getLastError());
    }
  }

  private void status(int status, String call) throws Win32Exception {
    if (status < 0) {
      throw new Win32Exception(call + '(' + pid + ')', status);
    }
  }

  @Override
  public void close() {
    Kernel.CloseHandle(handle);
  }
}
