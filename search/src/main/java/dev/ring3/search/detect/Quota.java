package dev.ring3.search.detect;

import dev.ring3.search.sigma.rule.About;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** How many alerts a rule has raised of those that it may. Safe for any thread. */
final class Quota {
  private final About about;
  private final LongAdder raised = new LongAdder();
  private final LongAdder beyond = new LongAdder();

  Quota(About about) {
    this.about = Objects.requireNonNull(about);
  }

  About about() {
    return about;
  }

  boolean isUsedUp() {
    return raised.sum() >= Detector.MOST_ALERTS;
  }

  void use() {
    raised.increment();
  }

  /** Counts a hit that raises no alert. */
  void keepBack() {
    beyond.increment();
  }

  /** Starts anew; returns how many hits were kept back. */
  long renew() {
    raised.reset();
    return beyond.sumThenReset();
  }
}
