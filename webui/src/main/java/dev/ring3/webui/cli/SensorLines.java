package dev.ring3.webui.cli;

import dev.ring3.collector.live.SensorState;
import dev.ring3.collector.live.SensorState.Condition;
import dev.ring3.webui.live.LiveSource;
import dev.ring3.webui.live.SensorReport;
import java.util.List;
import java.util.stream.Collectors;

/** Sensors in words, for the command line. */
final class SensorLines {
  private SensorLines() {}

  /** Which sensors run, and how many do not. */
  static String summary(LiveSource live) {
    List<SensorState> all =
        live.report().stream()
            .flatMap(report -> report.sensors().stream())
            .map(SensorReport.Line::state)
            .toList();
    List<SensorState> running = all.stream().filter(SensorLines::runs).toList();
    if (running.isEmpty()) {
      return "No sensor works here: ring3 doctor tells why.";
    }
    String names = running.stream().map(SensorState::title).collect(Collectors.joining(", "));
    int others = all.size() - running.size();
    return "Sensors: " + names + (others == 0 ? "." : "; " + others + " not: see ring3 doctor.");
  }

  private static boolean runs(SensorState state) {
    return state.condition() == Condition.RUNNING || state.condition() == Condition.LIMITED;
  }
}
