package dev.ring3.search.index;

import java.time.Instant;
import java.util.Objects;

/**
 * A file whose events are all in a case.
 *
 * @param number of the import within its case
 * @param events how many events it gave
 * @param records how many records were read in it
 * @param damaged places in it that could not be read
 * @param when the import ended
 */
public record ImportedFile(
    int number, SourceFile file, long events, long records, long damaged, Instant when) {
  public ImportedFile {
    Objects.requireNonNull(file);
    Objects.requireNonNull(when);
  }
}
