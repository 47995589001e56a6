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

  /**
   * What makes it the same file when it is met again: content and last name, whatever the folder.
   * Equal content under another name is another file, since collections of logs hold such copies.
   */
  public String identity() {
    int slash = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'));
    return sha256 + ' ' + name.substring(slash + 1);
  }
}
