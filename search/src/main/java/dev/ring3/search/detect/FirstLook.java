package dev.ring3.search.detect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What was found in an event of which more may become known, so that a second look does not find it
 * again. For one thread.
 */
final class FirstLook {
  private Set<String> found = Set.of();
  private List<Runnable> held = List.of();

  /** Notes a rule, or an indicator, by what identifies it; it has been acted upon. */
  void found(String what) {
    if (found.isEmpty()) {
      found = new HashSet<>();
    }
    found.add(what);
  }

  /** Whether it was found. */
  boolean hasFound(String what) {
    return found.contains(what);
  }

  /** Keeps what is to be done if nothing more becomes known. */
  void hold(Runnable action) {
    if (held.isEmpty()) {
      held = new ArrayList<>();
    }
    held.add(action);
  }

  /** Does what was kept. */
  void release() {
    held.forEach(Runnable::run);
  }
}
