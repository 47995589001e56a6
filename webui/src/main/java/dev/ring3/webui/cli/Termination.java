package dev.ring3.webui.cli;

import dev.ring3.webui.service.StopRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * The end of a command that goes on until its process is told to end: by Ctrl-C or SIGTERM, or in
 * the background of Windows by a {@link StopRequest}.
 */
final class Termination {
  private Termination() {}

  /**
   * Waits for it. Returns after a request; otherwise the process ends.
   *
   * @param data the data directory, which exists
   * @param stop what is to be done then, before the process ends
   */
  static void await(Path data, PrintWriter out, Runnable stop)
      throws IOException, InterruptedException {
    Thread atTheEnd = new Thread(stop, "ring3-stop");
    Runtime.getRuntime().addShutdownHook(atTheEnd);
    if (!StopRequest.isHowThisProcessEnds()) {
      out.println("Ctrl-C ends it.");
      out.flush();
      new CountDownLatch(1).await();
    }
    out.flush();
    StopRequest.await(data);
    if (Runtime.getRuntime().removeShutdownHook(atTheEnd)) {
      stop.run();
    }
  }
}
