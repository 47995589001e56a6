package dev.ring3.collector.respond;

import dev.ring3.collector.respond.process.RunningProcess;
import java.util.List;

/**
 * What an action would do now.
 *
 * @param processes that it would be done to, in this order; none of an action on files or the
 *     network
 * @param would what would be done, a line each; nothing is done if there is none
 * @param refused what would not be done and why, a line each
 */
public record Plan(
    Action action, List<RunningProcess> processes, List<String> would, List<String> refused) {
  public Plan {
    processes = List.copyOf(processes);
    would = List.copyOf(would);
    refused = List.copyOf(refused);
  }

  /** Of an action that is on no process. */
  static Plan of(Action action, List<String> would, List<String> refused) {
    return new Plan(action, List.of(), would, refused);
  }

  /** Whether anything would be done. */
  public boolean isPossible() {
    return !would.isEmpty();
  }
}
