package dev.ring3.search.hunt;

import java.util.Objects;

/**
 * A name that can go before a colon.
 *
 * @param name as it is to be written
 * @param meaning what it stands for, for people; empty if its source does not say
 */
public record NameCompletion(String name, Kind kind, String meaning) {
  /** Where a name comes from. */
  public enum Kind {
    /** A field of the table. */
    FIELD,
    /** Another name for one. */
    ALIAS,
    /** A name that only the source has. */
    SOURCE
  }

  public NameCompletion {
    Objects.requireNonNull(name);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(meaning);
  }
}
