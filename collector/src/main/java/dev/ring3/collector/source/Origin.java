package dev.ring3.collector.source;

import java.util.Objects;

/**
 * Where a record was read.
 *
 * @param file the file's path as the user named it; for a member of an archive {@code
 *     archive.zip!member.json}
 * @param offset where the record starts in that file (or member), in bytes
 */
public record Origin(String file, long offset) {
  public Origin {
    Objects.requireNonNull(file);
  }
}
