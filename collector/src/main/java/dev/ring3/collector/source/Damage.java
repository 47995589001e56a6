package dev.ring3.collector.source;

import java.util.Objects;

/**
 * A place that could not be read. What comes before and after it is not affected.
 *
 * @param origin where it is
 * @param problem what is wrong there, as a phrase for people; says what was needed and what was
 *     found
 */
public record Damage(Origin origin, String problem) implements SourceItem {
  public Damage {
    Objects.requireNonNull(origin);
    Objects.requireNonNull(problem);
  }

  @Override
  public String toString() {
    return origin.file() + ": offset " + origin.offset() + ": " + problem;
  }
}
