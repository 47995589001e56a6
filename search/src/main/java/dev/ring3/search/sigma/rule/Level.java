package dev.ring3.search.sigma.rule;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How grave it is if a rule fires. */
public enum Level {
  INFORMATIONAL,
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  /** Sigma's word for it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The level of that word. */
  public static Optional<Level> of(String word) {
    return Arrays.stream(values()).filter(level -> level.word().equals(word)).findFirst();
  }
}
