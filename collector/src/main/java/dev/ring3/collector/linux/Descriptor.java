package dev.ring3.collector.linux;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import java.util.concurrent.atomic.AtomicBoolean;

/** An open file descriptor. One thread reads at a time; any thread may close. */
public abstract class Descriptor implements AutoCloseable {
  private static final short POLLIN = 1;

  private final int fd;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Memory pollEntry = new Memory(8);

  Descriptor(int fd) {
    this.fd = fd;
    pollEntry.setInt(0, fd);
    pollEntry.setShort(4, POLLIN);
    pollEntry.setShort(6, (short) 0);
  }

  /** The number. */
  public final int fd() {
    return fd;
  }

  /**
   * Waits until something can be read.
   *
   * @return whether it can; false after the time is over
   */
  public final boolean awaitInput(int milliseconds) throws SystemCallException {
    try {
      return CLibrary.poll(pollEntry, 1, milliseconds) > 0;
    } catch (LastErrorException e) {
      if (e.getErrorCode() == SystemCallException.INTERRUPTED) {
        return false;
      }
      throw new SystemCallException("poll", e);
    }
  }

  @Override
  public final void close() {
    if (closed.compareAndSet(false, true)) {
      closeNumber(fd);
    }
  }

  /** Closes a descriptor that the kernel opened for us. */
  public static void closeNumber(int fd) {
    try {
      CLibrary.close(fd);
    } catch (LastErrorException e) {
      // Linux frees the number also when close reports an error, and there is nothing to do.
      return;
    }
  }
}
