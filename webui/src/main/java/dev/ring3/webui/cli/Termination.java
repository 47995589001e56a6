package dev.ring3.webui.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;

/** The end of a command that goes on until its process is told to end (Ctrl-C, SIGTERM). */
final class Termination {
  private Termination() {}

  /**
   * Waits for it.
   *
   * @param stop what is to be done then, before the process ends
   */
  static void await(PrintWriter out, Runnable stop) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(stop, "ring3-stop"));
    out.println("Ctrl-C ends it.");
    out.flush();
    new CountDownLatch(1).await();
  }
}
