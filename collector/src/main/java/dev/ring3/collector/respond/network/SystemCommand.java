package dev.ring3.collector.respond.network;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program of the system, run by its whole path and without a shell.
 *
 * @param exit its exit code
 * @param text what it said
 */
record SystemCommand(int exit, String text) {
  private static final int PATIENCE_SECONDS = 30;

  /**
   * Runs it, whatever it answers.
   *
   * @param input what it reads
   */
  static SystemCommand ask(List<String> words, String input) throws IOException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    try {
      process.outputWriter(StandardCharsets.UTF_8).append(input).close();
      String text = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(words.getFirst() + " did not end in " + PATIENCE_SECONDS + " s");
      }
      return new SystemCommand(process.exitValue(), text.strip());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + words.getFirst() + " ran", e);
    } finally {
      process.destroyForcibly();
    }
  }

  /**
   * Runs it.
   *
   * @throws IOException if it fails
   */
  static void call(List<String> words, String input) throws IOException {
    SystemCommand answer = ask(words, input);
    if (answer.exit != 0) {
      throw new IOException(
          String.join(" ", words) + " failed (" + answer.exit + "): " + answer.text);
    }
  }
}
