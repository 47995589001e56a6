package dev.ring3.collector.linux;

import com.sun.jna.LastErrorException;

/** The share of a busy processor that a thread gets. */
public final class ThreadPriority {
  private static final int PRIO_PROCESS = 0;
  private static final int FIRST = -10;
  private static final int LATER = 5;

  private ThreadPriority() {}

  /**
   * Lets the calling thread go before ordinary ones, so that kernel buffers are emptied in time on
   * a busy machine; without the privilege ({@code CAP_SYS_NICE}) it stays as it is.
   */
  public static void raise() {
    set(FIRST);
  }

  /**
   * Lets ordinary threads go before the calling one and those that it starts: for work that waits
   * in queues meanwhile.
   */
  public static void lower() {
    set(LATER);
  }

  private static void set(int nice) {
    try {
      CLibrary.setpriority(PRIO_PROCESS, CLibrary.gettid(), nice);
    } catch (LastErrorException | LinkageError e) {
      // Not permitted, or a C library without gettid: the buffers are large as well.
      return;
    }
  }
}
