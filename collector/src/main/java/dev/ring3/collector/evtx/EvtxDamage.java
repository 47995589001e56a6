package dev.ring3.collector.evtx;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something in the file that is not as it must be. If a record could be read in spite of it, the
 * record was yielded just before.
 *
 * @param file the file's name as it was given to the reader
 * @param offset where in the file, in bytes
 * @param chunk number of the 64 KB chunk in the file, from 0; null for the file's own header
 * @param recordId id of the damaged record, where one record is damaged and its id is known
 * @param problem what was needed there and what was found, as a phrase
 */
public record EvtxDamage(
    String file, long offset, @Nullable Integer chunk, @Nullable Long recordId, String problem)
    implements EvtxItem {
  public EvtxDamage {
    Objects.requireNonNull(file);
    Objects.requireNonNull(problem);
  }

  /** The problem with chunk and record, but without file and offset. */
  public String describe() {
    StringBuilder text = new StringBuilder();
    if (chunk != null) {
      text.append("chunk ").append(chunk).append(", ");
    }
    if (recordId != null) {
      text.append("record ").append(Long.toUnsignedString(recordId)).append(", ");
    }
    return text.append(problem).toString();
  }

  @Override
  public String toString() {
    return file + ": offset " + offset + ": " + describe();
  }
}
