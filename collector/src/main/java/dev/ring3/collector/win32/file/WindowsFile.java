package dev.ring3.collector.win32.file;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.ptr.IntByReference;
import dev.ring3.collector.win32.WindowsCallException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/**
 * A file that is open while others may read, write, rename and delete it. Whoever opens one closes
 * it. For one thread.
 */
public final class WindowsFile implements AutoCloseable {
  private static final int READ_ATTRIBUTES = 0x80;
  private static final int GENERIC_READ = 0x8000_0000;
  private static final int SHARE_ALL = 7;
  private static final int OPEN_EXISTING = 3;
  private static final int DIRECTORY = 0x10;
  private static final int DEVICE = 0x40;

  /** Bytes of BY_HANDLE_FILE_INFORMATION. */
  private static final int INFORMATION = 52;

  private static final int NOT_FOUND = 2;
  private static final Pointer INVALID = Pointer.createConstant(-1);

  private final Pointer handle;

  private WindowsFile(Pointer handle) {
    this.handle = handle;
  }

  /**
   * Which file it is, and in which state.
   *
   * @param volume serial number of its volume
   * @param index its number there
   * @param size in bytes
   * @param changed FILETIME of its last change
   */
  public record Identity(int volume, long index, long size, long changed) {}

  /** Functions of kernel32.dll. */
  private static final class Kernel {
    static {
      Native.register(Kernel.class, "kernel32");
    }

    private Kernel() {}

    static native Pointer CreateFileW(
        WString name,
        int access,
        int share,
        @Nullable Pointer security,
        int disposition,
        int flags,
        @Nullable Pointer template);

    static native boolean GetFileInformationByHandle(Pointer file, Pointer to);

    static native boolean ReadFile(
        Pointer file, Pointer to, int size, IntByReference read, @Nullable Pointer overlapped);

    static native boolean CloseHandle(Pointer handle);
  }

  /** Opens a file to ask what it is, which needs no right to read it. */
  public static WindowsFile look(String path) throws IOException {
    return open(path, READ_ATTRIBUTES);
  }

  /**
   * Opens a file, or a stream of one ({@code C:\file:stream}), to read it.
   *
   * @throws NoSuchFileException if there is none
   */
  public static WindowsFile read(String path) throws IOException {
    return open(path, GENERIC_READ);
  }

  private static WindowsFile open(String path, int access) throws IOException {
    Pointer handle =
        Kernel.CreateFileW(new WString(path), access, SHARE_ALL, null, OPEN_EXISTING, 0, null);
    if (!INVALID.equals(handle)) {
      return new WindowsFile(handle);
    }
    int code = Native.getLastError();
    if (code == NOT_FOUND) {
      throw new NoSuchFileException(path);
    }
    throw new WindowsCallException(
        "CreateFile " + path, code, "it may be gone, or not for this user");
  }

  /**
   * Which file it is.
   *
   * @throws IOException if it is a folder or a device, or Windows does not tell
   */
  public Identity identity() throws IOException {
    try (Memory to = new Memory(INFORMATION)) {
      if (!Kernel.GetFileInformationByHandle(handle, to)) {
        throw new WindowsCallException(
            "GetFileInformationByHandle", Native.getLastError(), "use a file of this host");
      }
      if ((to.getInt(0) & (DIRECTORY | DEVICE)) != 0) {
        throw new IOException("it is a folder or a device");
      }
      return new Identity(
          to.getInt(28),
          wide(to.getInt(44), to.getInt(48)),
          wide(to.getInt(32), to.getInt(36)),
          wide(to.getInt(24), to.getInt(20)));
    }
  }

  private static long wide(int high, int low) {
    return (long) high << 32 | Integer.toUnsignedLong(low);
  }

  /** Its first bytes, at most so many. */
  public byte[] first(int most) throws IOException {
    try (Memory to = new Memory(most)) {
      IntByReference read = new IntByReference();
      if (!Kernel.ReadFile(handle, to, most, read, null)) {
        throw new WindowsCallException("ReadFile", Native.getLastError(), "try again");
      }
      return to.getByteArray(0, read.getValue());
    }
  }

  Pointer handle() {
    return handle;
  }

  @Override
  public void close() {
    Kernel.CloseHandle(handle);
  }
}
