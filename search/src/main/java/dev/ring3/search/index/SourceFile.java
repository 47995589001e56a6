package dev.ring3.search.index;

import java.util.Objects;

/**
 * A file that is imported.
 *
 * @param name its path as the user named it
 * @param sha256 of its content, in lower-case hexadecimal
 * @param bytes its size
 */
public record SourceFile(String name, String sha256, long bytes) {
  public SourceFile {
    Objects.requireNonNull(name);
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("no SHA-256: " + sha256);
    }
  }
}
