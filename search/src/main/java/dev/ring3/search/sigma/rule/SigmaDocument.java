package dev.ring3.search.sigma.rule;

import java.util.List;
import java.util.Objects;

/** One document of a Sigma file. */
public sealed interface SigmaDocument {
  About about();

  /** A rule on single events. */
  record Rule(About about, LogSource logSource, Detection detection) implements SigmaDocument {
    public Rule {
      Objects.requireNonNull(about);
      Objects.requireNonNull(logSource);
      Objects.requireNonNull(detection);
    }
  }

  /** A rule on what other rules found. */
  record Correlated(About about, Correlation correlation) implements SigmaDocument {
    public Correlated {
      Objects.requireNonNull(about);
      Objects.requireNonNull(correlation);
    }
  }

  /**
   * What narrows other rules: events have to meet its condition as well.
   *
   * @param rules ids or names; none: every rule of the log source
   */
  record Filter(About about, LogSource logSource, List<String> rules, Detection detection)
      implements SigmaDocument {
    public Filter {
      Objects.requireNonNull(about);
      Objects.requireNonNull(logSource);
      rules = List.copyOf(rules);
      Objects.requireNonNull(detection);
    }
  }
}
