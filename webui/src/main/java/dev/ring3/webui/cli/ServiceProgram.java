package dev.ring3.webui.cli;

import dev.ring3.collector.win32.ConsoleWindow;
import dev.ring3.webui.service.StopRequest;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine;

/**
 * What Windows' service program calls in the process of the service, each on a thread of its own.
 */
public final class ServiceProgram {
  private ServiceProgram() {}

  /**
   * Works until {@link #stop}; a failure ends the process, so that the service manager sees it.
   *
   * @param arguments as on the command line
   */
  public static void main(String[] arguments) {
    // procrun ends the processes below its own when it stops: with the console, itself as well.
    ConsoleWindow.leave();
    int exit = Main.execute(arguments);
    if (exit != CommandLine.ExitCode.OK) {
      System.exit(exit);
    }
  }

  /**
   * Has {@link #main} return; does not wait for it.
   *
   * @param arguments the data directory
   */
  public static void stop(String[] arguments) throws IOException {
    StopRequest.send(Path.of(arguments[0]));
  }
}
