package dev.ring3.collector.linux;

import com.sun.jna.LastErrorException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signals to one process. Where the kernel has process descriptors (Linux 5.3, {@code
 * pidfd_open(2)}) they go to the process that had the number when this was opened, and never to a
 * later one; else to the number ({@code kill(2)}). For one thread. Whoever opens it closes it.
 */
public final class Signals implements AutoCloseable {
  // One number on all architectures, as all calls since Linux 5.1.
  private static final long PIDFD_OPEN = 434;
  private static final long PIDFD_SEND_SIGNAL = 424;

  private final int pid;
  private final @Nullable ProcessDescriptor descriptor;

  /** The signals that no process can catch or ignore, and the one that undoes a stop. */
  public enum Signal {
    KILL(9),
    CONTINUE(18),
    STOP(19);

    private final int number;

    Signal(int number) {
      this.number = number;
    }
  }

  /** A pidfd; it can be read once the process has ended. */
  private static final class ProcessDescriptor extends Descriptor {
    ProcessDescriptor(int fd) {
      super(fd);
    }
  }

  private Signals(int pid, @Nullable ProcessDescriptor descriptor) {
    this.pid = pid;
    this.descriptor = descriptor;
  }

  /** Takes hold of the process that has this number now. */
  public static Signals to(long pid) throws SystemCallException {
    int number = Math.toIntExact(pid);
    try {
      int fd = (int) CLibrary.syscall(PIDFD_OPEN, number, null, 0);
      return new Signals(number, new ProcessDescriptor(fd));
    } catch (LastErrorException e) {
      int errno = e.getErrorCode();
      // A sandbox that does not know the call answers that it is not permitted.
      if (errno == SystemCallException.NO_CALL || errno == SystemCallException.PERMISSION) {
        return new Signals(number, null);
      }
      throw new SystemCallException("pidfd_open(" + pid + ')', e);
    }
  }

  /**
   * Sends one.
   *
   * @throws SystemCallException with {@link SystemCallException#NO_PROCESS} if it has ended
   */
  public void send(Signal signal) throws SystemCallException {
    try {
      if (descriptor == null) {
        CLibrary.kill(pid, signal.number);
      } else {
        CLibrary.syscall(PIDFD_SEND_SIGNAL, descriptor.fd(), signal.number, null, 0);
      }
    } catch (LastErrorException e) {
      throw new SystemCallException("signal " + signal + " to process " + pid, e);
    }
  }

  /**
   * Waits for its end, also when nobody has asked for its exit code yet.
   *
   * @return whether it ended; empty where there are no process descriptors
   */
  public Optional<Boolean> awaitEnd(int milliseconds) throws SystemCallException {
    return descriptor == null ? Optional.empty() : Optional.of(descriptor.awaitInput(milliseconds));
  }

  @Override
  public void close() {
    if (descriptor != null) {
      descriptor.close();
    }
  }
}
