package dev.ring3.collector.respond.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file that was copied, as far as it could be read.
 *
 * @param bytes that were copied
 * @param sha256 of them
 * @param trouble why there are not more
 */
record BoundedCopy(long bytes, String sha256, @Nullable String trouble) {
  private static final int BUFFER_BYTES = 1 << 16;

  Optional<String> shortcoming() {
    return Optional.ofNullable(trouble);
  }

  /**
   * Copies and closes {@code in}.
   *
   * @param expected bytes; no more are copied
   * @throws IOException if {@code out} takes no more
   */
  static BoundedCopy of(InputStream in, OutputStream out, long expected) throws IOException {
    MessageDigest digest = Sha256.digest();
    byte[] buffer = new byte[BUFFER_BYTES];
    long copied = 0;
    String trouble = null;
    try (in) {
      while (copied < expected && trouble == null) {
        int length;
        try {
          length = in.read(buffer, 0, (int) Math.min(buffer.length, expected - copied));
        } catch (IOException e) {
          trouble = "could be read to byte " + copied + " only: " + e.getMessage();
          break;
        }
        if (length < 0) {
          trouble = "was cut to " + copied + " bytes while it was read";
        } else {
          digest.update(buffer, 0, length);
          out.write(buffer, 0, length);
          copied += length;
        }
      }
    }
    return new BoundedCopy(copied, Sha256.text(digest), trouble);
  }
}
