package dev.ring3.webui.alerts;

import dev.ring3.webui.state.Triage;
import dev.ring3.webui.state.TriageStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Alerts of which status are listed.
 *
 * @param word as the address says it
 * @param label as people read it
 */
record StatusFilter(String word, String label, Set<TriageStatus> statuses) {
  /** What people have to look at; the usual one. */
  private static final StatusFilter NOT_CLOSED =
      new StatusFilter("", "Not closed", Set.of(TriageStatus.OPEN, TriageStatus.IN_PROGRESS));

  static final List<StatusFilter> ALL = all();

  StatusFilter {
    Objects.requireNonNull(word);
    Objects.requireNonNull(label);
    statuses = Set.copyOf(statuses);
  }

  private static List<StatusFilter> all() {
    List<StatusFilter> all = new ArrayList<>();
    all.add(NOT_CLOSED);
    all.add(new StatusFilter("any", "Any status", Set.of(TriageStatus.values())));
    Arrays.stream(TriageStatus.values())
        .map(status -> new StatusFilter(status.word(), status.label(), Set.of(status)))
        .forEach(all::add);
    return List.copyOf(all);
  }

  /** The one of that word, else the usual one. */
  static StatusFilter of(String word) {
    return ALL.stream().filter(one -> one.word.equals(word)).findFirst().orElse(NOT_CLOSED);
  }

  boolean lists(Triage triage) {
    return statuses.contains(triage.status());
  }
}
