package dev.ring3.collector.doctor;

import java.util.Objects;
import java.util.Optional;

/**
 * Something that was looked at.
 *
 * @param isFine whether nothing is hidden by it
 * @param about what it is, a few words
 * @param text how it is
 * @param command a line for an administrator's command prompt that changes it; empty if it is fine,
 *     or nothing can be done
 */
public record Check(boolean isFine, String about, String text, Optional<String> command) {
  public Check {
    Objects.requireNonNull(about);
    Objects.requireNonNull(text);
    Objects.requireNonNull(command);
  }

  static Check fine(String about, String text) {
    return new Check(true, about, text, Optional.empty());
  }

  static Check hidden(String about, String text, String command) {
    return new Check(false, about, text, Optional.of(command));
  }

  /** That something is hidden, and nobody can change it. */
  static Check lost(String about, String text) {
    return new Check(false, about, text, Optional.empty());
  }
}
