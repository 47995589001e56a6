package dev.ring3.webui.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/** Standard output that notices when its reader has gone; closing it leaves it open. */
final class StandardOutput extends OutputStream {
  private final PrintStream out = System.out;

  /** Nobody reads any more. */
  static final class ReaderGoneException extends IOException {
    private static final long serialVersionUID = 1;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    out.write(bytes, from, length);
    check();
  }

  @Override
  public void flush() throws IOException {
    check();
  }

  /** Flushes, too. */
  private void check() throws IOException {
    if (out.checkError()) {
      throw new ReaderGoneException();
    }
  }
}
