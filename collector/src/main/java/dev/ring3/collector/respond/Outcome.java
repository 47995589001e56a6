package dev.ring3.collector.respond;

import java.util.List;

/**
 * What came of an action.
 *
 * @param done a line each
 * @param failed what was not done and why, a line each
 */
public record Outcome(List<String> done, List<String> failed) {
  public Outcome {
    done = List.copyOf(done);
    failed = List.copyOf(failed);
  }

  public boolean isComplete() {
    return failed.isEmpty();
  }
}
