package dev.ring3.collector.linux;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;

/** Ends a wait for another descriptor, from any thread ({@code eventfd(2)}). */
public final class Wakeup extends Descriptor {
  private static final int CLOEXEC_NONBLOCK = 0x80800;

  private Wakeup(int fd) {
    super(fd);
  }

  public static Wakeup open() throws SystemCallException {
    try {
      return new Wakeup(CLibrary.eventfd(0, CLOEXEC_NONBLOCK));
    } catch (LastErrorException e) {
      throw new SystemCallException("eventfd", e);
    }
  }

  /** From now on no wait with it lasts. */
  public void wake() throws SystemCallException {
    try (Memory one = new Memory(Long.BYTES)) {
      one.setLong(0, 1);
      CLibrary.write(fd(), one, Long.BYTES);
    } catch (LastErrorException e) {
      throw new SystemCallException("write(eventfd)", e);
    }
  }
}
