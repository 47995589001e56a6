package dev.ring3.search.detect;

import dev.ring3.search.detect.rules.AnyRule;
import dev.ring3.search.detect.rules.RuleSet;
import java.util.Map;
import java.util.TreeMap;

/** Which techniques of ATT&amp;CK rules are about. */
public final class Coverage {
  private Coverage() {}

  /**
   * Rules about one technique.
   *
   * @param enabled those of them that raise alerts
   */
  public record Count(int rules, int enabled) {
    private Count plus(Count other) {
      return new Count(rules + other.rules, enabled + other.enabled);
    }
  }

  /** The counts by technique, such as T1059.001; rules that name none do not count. */
  public static Map<String, Count> of(RuleSet rules) {
    Map<String, Count> counts = new TreeMap<>();
    for (AnyRule rule : rules.all()) {
      Count one = new Count(1, rule.isEnabled() ? 1 : 0);
      Alerts.techniques(rule.about().tags())
          .forEach(technique -> counts.merge(technique, one, Count::plus));
    }
    return counts;
  }
}
