package dev.ring3.collector.linux;

import com.sun.jna.LastErrorException;

/** The share of a busy processor that a thread gets. */
public final class ThreadPriority {
  private static final int PRIO_PROCESS = 0;
  private static final int NICE = -10;

  private ThreadPriority() {}

  /**
   * Lets the calling thread go before ordinary ones, so that kernel buffers are emptied in time on
   * a busy machine; without the privilege ({@code CAP_SYS_NICE}) it stays as it is.
   */
  public static void raise() {
    try {
      CLibrary.setpriority(PRIO_PROCESS, CLibrary.gettid(), NICE);
    } catch (LastErrorException | UnsatisfiedLinkError e) {
      // Not permitted, or a C library older than gettid: the buffers are large as well.
      return;
    }
  }
}
