package dev.ring3.collector.sensor;

import java.util.List;
import java.util.Objects;

/**
 * What a sensor can do here.
 *
 * @param works whether it can work at all
 * @param detail one plain sentence: what it sees, or why it does not
 * @param lacks what it cannot do, each with the remedy
 */
public record Ability(boolean works, String detail, List<Lack> lacks) {
  public Ability {
    Objects.requireNonNull(detail);
    lacks = List.copyOf(lacks);
  }

  /**
   * Something that cannot be seen.
   *
   * @param what is not seen
   * @param remedy what to do so that it is
   */
  public record Lack(String what, String remedy) {
    public Lack {
      Objects.requireNonNull(what);
      Objects.requireNonNull(remedy);
    }
  }

  public static Ability full(String detail) {
    return new Ability(true, detail, List.of());
  }

  public static Ability none(String detail, String what, String remedy) {
    return new Ability(false, detail, List.of(new Lack(what, remedy)));
  }

  /** Of a sensor that was not started yet. */
  public static Ability notStarted() {
    return new Ability(false, "It was not started yet.", List.of());
  }
}
