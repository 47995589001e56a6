package dev.ring3.webui.cli;

import dev.ring3.search.ingest.ImportProgress;
import dev.ring3.search.ingest.ImportReport;
import dev.ring3.search.ingest.ImportRun;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Shows how far an import is: on a terminal one line that changes twice a second, elsewhere a line
 * every ten seconds. The launcher says by the system property {@code ring3.terminal} which it is.
 */
final class ProgressLine {
  private static final int WIDTH = 100;

  private ProgressLine() {}

  /** Runs an import and shows its progress meanwhile, from a thread of its own. */
  static ImportReport watch(ImportRun run, PrintWriter err) {
    boolean terminal = Boolean.getBoolean("ring3.terminal");
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "ring3-progress");
              thread.setDaemon(true);
              return thread;
            });
    long every = terminal ? 500 : 10_000;
    ScheduledFuture<?> shown =
        timer.scheduleAtFixedRate(
            () -> show(run.progress(), err, terminal), every, every, TimeUnit.MILLISECONDS);
    try {
      return run.run();
    } finally {
      shown.cancel(false);
      timer.shutdownNow();
      if (terminal) {
        err.print('\r' + " ".repeat(WIDTH) + '\r');
        err.flush();
      }
    }
  }

  private static void show(ImportProgress now, PrintWriter err, boolean terminal) {
    String line = text(now);
    if (terminal) {
      String cut = line.length() > WIDTH ? line.substring(0, WIDTH - 1) + '…' : line;
      err.print('\r' + cut + " ".repeat(WIDTH - cut.length()));
    } else {
      err.println(line);
    }
    err.flush();
  }

  private static String text(ImportProgress now) {
    long percent = now.bytes() == 0 ? 100 : now.bytesDone() * 100 / now.bytes();
    return String.format(
        Locale.ROOT,
        "%d of %d files (%d %%), %,d events, %,d/s, %d damaged, %d skipped%s",
        now.filesDone(),
        now.files(),
        percent,
        now.events(),
        now.eventsPerSecond(),
        now.damaged(),
        now.skipped(),
        now.current() == null ? "" : "  " + now.current());
  }
}
