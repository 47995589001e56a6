package dev.ring3.search.detect;

import dev.ring3.collector.files.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file {@code correlations.state} of a data directory: what live correlations remember. For its
 * owner only, replaced as a whole; its content checks itself.
 */
final class CorrelationFile {
  /** Bytes that are read: more than the limits of a correlator can come to. */
  private static final long MOST = 1L << 30;

  private final Path file;

  CorrelationFile(Path data) {
    this.file = data.resolve("correlations.state");
  }

  Optional<byte[]> read() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    if (Files.size(file) > MOST) {
      throw new IOException(file + " has more than " + MOST + " bytes");
    }
    return Optional.of(Files.readAllBytes(file));
  }

  void write(byte[] state) throws IOException {
    OwnerOnly.write(file, state);
  }
}
