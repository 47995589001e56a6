package dev.ring3.collector.respond.file;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Passes bytes on, up to a limit, with their number and SHA-256. Closing leaves the other open. */
final class CountedOutput extends FilterOutputStream {
  private final MessageDigest digest = Sha256.digest();
  private final long most;
  private long bytes;

  CountedOutput(OutputStream out, long most) {
    super(out);
    this.most = most;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] data, int offset, int length) throws IOException {
    if (bytes + length > most) {
      throw new IOException("more than " + most + " bytes");
    }
    out.write(data, offset, length);
    digest.update(data, offset, length);
    bytes += length;
  }

  /** What went through. */
  BoundedCopy copied(@Nullable String trouble) {
    return new BoundedCopy(bytes, Sha256.text(digest), trouble);
  }

  @Override
  public void close() throws IOException {
    flush();
  }
}
