package dev.ring3.search.ingest;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A file to import.
 *
 * @param path where it is
 * @param name what the case and its events call it
 */
public record ImportFile(Path path, String name) {
  public ImportFile {
    Objects.requireNonNull(path);
    Objects.requireNonNull(name);
  }
}
