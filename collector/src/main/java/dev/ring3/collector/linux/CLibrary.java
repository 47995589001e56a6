package dev.ring3.collector.linux;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** Functions of the C library, by their own names; each fails with {@code errno}. */
final class CLibrary {
  static {
    Native.register(CLibrary.class, "c");
  }

  private CLibrary() {}

  static native int socket(int domain, int type, int protocol) throws LastErrorException;

  static native int bind(int fd, Pointer address, int length) throws LastErrorException;

  static native int setsockopt(int fd, int level, int option, Pointer value, int length)
      throws LastErrorException;

  /** -1 when it fails, and then {@link Native#getLastError} tells: often there is just nothing. */
  static native long recv(int fd, Pointer buffer, long length, int flags);

  static native long send(int fd, Pointer buffer, long length, int flags) throws LastErrorException;

  /** The same as with {@link #recv}. */
  static native long read(int fd, Pointer buffer, long length);

  static native long write(int fd, Pointer buffer, long length) throws LastErrorException;

  static native int eventfd(int count, int flags) throws LastErrorException;

  static native int close(int fd) throws LastErrorException;

  static native int open(String path, int flags) throws LastErrorException;

  static native int poll(Pointer descriptors, long count, int milliseconds)
      throws LastErrorException;

  /** Of the calls that have a number and three arguments. */
  static native long syscall(long number, long first, @Nullable Pointer second, long third)
      throws LastErrorException;

  /** Of the calls that have a number and four arguments. */
  static native long syscall(
      long number, long first, long second, @Nullable Pointer third, long fourth)
      throws LastErrorException;

  static native int kill(int pid, int signal) throws LastErrorException;

  static native int gettid() throws LastErrorException;

  static native int setpriority(int which, int who, int nice) throws LastErrorException;

  static native int clock_gettime(int clock, Pointer time) throws LastErrorException;

  static native int fanotify_init(int flags, int eventFlags) throws LastErrorException;

  static native int fanotify_mark(int fd, int flags, long mask, int directory, String path)
      throws LastErrorException;

  static native int open_by_handle_at(int mount, Pointer handle, int flags)
      throws LastErrorException;
}
