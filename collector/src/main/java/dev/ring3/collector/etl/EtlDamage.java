package dev.ring3.collector.etl;

import java.util.Objects;

/**
 * Something in the file that is not as it must be, or that the file says was lost before it was
 * written.
 *
 * @param offset where in the file, in bytes; of a compressed buffer, where that starts
 * @param problem what was needed there and what was found, as a phrase
 */
public record EtlDamage(long offset, String problem) implements EtlItem {
  public EtlDamage {
    Objects.requireNonNull(problem);
  }
}
