package dev.ring3.search.detect.rules;

import dev.ring3.search.sigma.rule.About;
import java.util.Objects;

/** A rule that was read and cannot be run, and why. */
public record LeftOut(About about, String reason) {
  public LeftOut {
    Objects.requireNonNull(about);
    Objects.requireNonNull(reason);
  }
}
