package dev.ring3.collector.linux;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A fanotify group: changes of files, by directory handle and name. */
public final class Fanotify extends Descriptor {
  private static final int CLOSE_ON_EXEC = 0x1;
  private static final int NONBLOCK = 0x2;
  private static final int REPORT_DIR_NAME_AND_TARGET = 0x1E00;
  private static final int MARK_ADD = 0x1;
  private static final int MARK_FILESYSTEM = 0x100;
  private static final int AT_FDCWD = -100;
  private static final int O_PATH_CLOEXEC = 0x280000;
  private static final int O_CLOEXEC_NONBLOCK = 0x80800;
  private static final int BUFFER = 1 << 18;

  private final Memory buffer = new Memory(BUFFER);

  private Fanotify(int fd) {
    super(fd);
  }

  /**
   * A group; needs {@code CAP_SYS_ADMIN}. Its queue takes {@code fs.fanotify.max_queued_events}
   * changes, ordinarily 16,384; what does not fit is told by one event of overflow.
   */
  public static Fanotify open() throws SystemCallException {
    try {
      int flags = CLOSE_ON_EXEC | NONBLOCK | REPORT_DIR_NAME_AND_TARGET;
      return new Fanotify(CLibrary.fanotify_init(flags, 0));
    } catch (LastErrorException e) {
      throw new SystemCallException("fanotify_init", e);
    }
  }

  /** Sees the whole file system that the path is on. */
  public void watch(String path, long mask) throws SystemCallException {
    try {
      CLibrary.fanotify_mark(fd(), MARK_ADD | MARK_FILESYSTEM, mask, AT_FDCWD, path);
    } catch (LastErrorException e) {
      throw new SystemCallException("fanotify_mark(" + path + ')', e);
    }
  }

  /** As many whole events as there are and fit; empty if there are none. Does not wait. */
  public Optional<byte[]> read() throws SystemCallException {
    long length = CLibrary.read(fd(), buffer, BUFFER);
    if (length < 0) {
      SystemCallException.throwUnlessEmpty("read(fanotify)", Native.getLastError());
    }
    return length <= 0 ? Optional.empty() : Optional.of(buffer.getByteArray(0, (int) length));
  }

  /** A mount, a directory or a file, opened so that handles of its file system can be resolved. */
  public static final class Mount extends Descriptor {
    private Mount(int fd) {
      super(fd);
    }

    public static Mount open(String path) throws SystemCallException {
      try {
        return new Mount(CLibrary.open(path, O_CLOEXEC_NONBLOCK));
      } catch (LastErrorException e) {
        throw new SystemCallException("open(" + path + ')', e);
      }
    }

    /**
     * The path of the directory behind a handle; empty if it is gone.
     *
     * @param handle {@code struct file_handle}: u32 bytes, s32 type, then the bytes
     */
    public Optional<String> resolve(byte[] handle) {
      try (Memory memory = new Memory(handle.length)) {
        memory.write(0, handle, 0, handle.length);
        int found = CLibrary.open_by_handle_at(fd(), memory, O_PATH_CLOEXEC);
        try {
          return Optional.of(Files.readSymbolicLink(Path.of("/proc/self/fd/" + found)).toString());
        } finally {
          closeNumber(found);
        }
      } catch (LastErrorException | IOException e) {
        return Optional.empty();
      }
    }
  }
}
