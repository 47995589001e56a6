package dev.ring3.collector.linux;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import java.util.concurrent.atomic.AtomicBoolean;

/** An open file descriptor. One thread reads at a time; any thread may close. */
public abstract class Descriptor implements AutoCloseable {
  private static final short POLLIN = 1;
  private static final int FOREVER = -1;

  private final int fd;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Memory pollEntries = new Memory(16);

  Descriptor(int fd) {
    this.fd = fd;
    entry(0, fd);
  }

  private void entry(int offset, int number) {
    pollEntries.setInt(offset, number);
    pollEntries.setShort(offset + 4L, POLLIN);
    pollEntries.setShort(offset + 6L, (short) 0);
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
    return await(1, milliseconds) && readable();
  }

  /**
   * Waits until something can be read, however long that is, or until it is woken.
   *
   * @return whether it can; false after a wake-up or a signal
   */
  public final boolean awaitInput(Wakeup wakeup) throws SystemCallException {
    entry(8, wakeup.fd());
    return await(2, FOREVER) && readable();
  }

  /** Errors of the descriptor count as well: reading it tells which. */
  private boolean readable() {
    return pollEntries.getShort(6) != 0;
  }

  private boolean await(int entries, int milliseconds) throws SystemCallException {
    try {
      return CLibrary.poll(pollEntries, entries, milliseconds) > 0;
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
