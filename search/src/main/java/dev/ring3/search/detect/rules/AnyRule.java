package dev.ring3.search.detect.rules;

import dev.ring3.search.sigma.rule.About;

/** A rule that can run, on events or on what other rules found. */
public sealed interface AnyRule permits ActiveRule, ActiveCorrelation {
  About about();

  /** Whether it raises alerts. */
  boolean isEnabled();

  /** What it looks at, in a few words. */
  String looksAt();
}
