package dev.ring3.webui.service;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a command of the system said.
 *
 * @param exit the command's exit code
 */
record Command(int exit, String text) {
  private static final long PATIENCE_SECONDS = 120;

  /** Runs a command, whatever it answers. */
  static Command ask(List<String> words) throws ServiceException {
    String name = words.getFirst();
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      process.getOutputStream().close();
      // Reading ends with the process, so who ends it must not wait for what is read.
      AtomicBoolean late = new AtomicBoolean();
      process
          .onExit()
          .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .exceptionally(
              _late -> {
                late.set(true);
                return process.destroyForcibly();
              });
      String text = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
      int exit = process.waitFor();
      if (late.get()) {
        throw new ServiceException(
            name + " did not answer within " + PATIENCE_SECONDS + " s: look at the service");
      }
      return new Command(exit, text);
    } catch (IOException e) {
      throw new ServiceException(name + " cannot be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceException("interrupted while " + name + " ran");
    }
  }

  /**
   * Runs a command.
   *
   * @throws ServiceException if it fails
   */
  static String call(List<String> words) throws ServiceException {
    Command answer = ask(words);
    if (answer.exit != 0) {
      throw new ServiceException(
          String.join(" ", words) + " failed (" + answer.exit + "): " + answer.text.strip());
    }
    return answer.text;
  }
}
