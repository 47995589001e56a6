package dev.ring3.collector.linux;

import com.sun.jna.LastErrorException;
import java.io.IOException;

/** A system call that failed. */
public final class SystemCallException extends IOException {
  private static final long serialVersionUID = 1;

  /** {@code errno} numbers that are told apart. */
  public static final int PERMISSION = 1;

  public static final int AGAIN = 11;
  public static final int EXISTS = 17;
  public static final int NO_BUFFER_SPACE = 105;
  public static final int INTERRUPTED = 4;
  public static final int NO_ENTRY = 2;
  public static final int STALE = 116;
  public static final int NO_PROCESS = 3;
  public static final int NO_CALL = 38;

  private final int errno;

  SystemCallException(String call, LastErrorException error) {
    super(call + " failed (" + error.getErrorCode() + ", " + words(error.getErrorCode()) + ")");
    this.errno = error.getErrorCode();
  }

  /**
   * An error that the kernel answered in a message.
   *
   * @param call what was asked for
   */
  public SystemCallException(String call, int errno) {
    super(call + " failed (" + errno + ", " + words(errno) + ")");
    this.errno = errno;
  }

  /** Does nothing when a call that does not wait found nothing to give. */
  static void throwUnlessEmpty(String call, int errno) throws SystemCallException {
    if (errno != AGAIN && errno != INTERRUPTED) {
      throw new SystemCallException(call, errno);
    }
  }

  public int errno() {
    return errno;
  }

  private static String words(int errno) {
    return switch (errno) {
      case PERMISSION -> "not permitted";
      case 2 -> "no such file";
      case NO_PROCESS -> "no such process";
      case 12 -> "no memory";
      case 13 -> "access denied";
      case EXISTS -> "exists already";
      case 22 -> "not supported or invalid";
      case NO_CALL -> "not in this kernel";
      case 92, 93, 95, 97 -> "protocol not supported here";
      case 98 -> "address in use";
      case NO_BUFFER_SPACE -> "no buffer space";
      case 111 -> "refused";
      default -> "see errno(3)";
    };
  }
}
