package dev.ring3.webui.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Locale;

/** Standard output that notices when it takes no more; closing it leaves it open. */
final class StandardOutput extends OutputStream {
  private final PrintStream out = System.out;

  /** Nobody reads any more, as with {@code | head}: no failure. */
  static final class ReaderGoneException extends IOException {
    private static final long serialVersionUID = 1;

    ReaderGoneException(IOException cause) {
      super("nobody reads standard output any more", cause);
    }
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
      throw reason();
    }
  }

  /**
   * Why writing failed. A print stream does not tell, so a byte is offered once more. Linux names
   * the pipe in what it says of a reader that is gone; a Windows that does not is quoted.
   */
  private static IOException reason() {
    FileOutputStream raw = new FileOutputStream(FileDescriptor.out);
    try {
      raw.write('\n');
      return new IOException("standard output did not take all of it");
    } catch (IOException e) {
      String why = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
      return why.contains("pipe") ? new ReaderGoneException(e) : e;
    }
  }
}
