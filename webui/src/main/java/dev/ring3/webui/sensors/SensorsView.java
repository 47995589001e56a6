package dev.ring3.webui.sensors;

import dev.ring3.collector.live.SensorState;
import dev.ring3.collector.live.SensorState.Condition;
import dev.ring3.webui.hunt.TimeText;
import dev.ring3.webui.live.SensorReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of the sensors as the page shows it.
 *
 * @param headline what is going on, in a sentence
 * @param good whether events are being collected and kept
 * @param problem what keeps events from being written; null if nothing does
 * @param rules what keeps changed rules from being taken over; null if nothing does
 */
record SensorsView(
    String headline,
    boolean good,
    @Nullable String problem,
    @Nullable String rules,
    List<Line> lines) {
  /** A report older than that is of a process that is gone. */
  private static final Duration STALE = Duration.ofSeconds(20);

  SensorsView {
    lines = List.copyOf(lines);
  }

  /** A sensor. */
  record Line(
      String name,
      String title,
      String condition,
      boolean works,
      String detail,
      List<SensorState.Shortcoming> missing,
      String rate,
      long events,
      long lost,
      String lag,
      String last,
      String huntUrl) {}

  static SensorsView of(Optional<SensorReport> known, Instant now) {
    if (known.isEmpty()) {
      return new SensorsView(
          "Nothing is collected. ./ring3 run collects while the page is open, ./ring3 collect"
              + " without it, ./ring3 service install from every start of the host on.",
          false,
          null,
          null,
          List.of());
    }
    SensorReport report = known.orElseThrow();
    boolean stale = Duration.between(report.at(), now).compareTo(STALE) > 0;
    boolean runs = report.running() && !stale;
    return new SensorsView(
        headline(report, runs),
        runs && report.indexProblem() == null,
        runs ? report.indexProblem() : null,
        runs ? report.rulesProblem() : null,
        report.sensors().stream().map(line -> line(line, runs)).toList());
  }

  private static String headline(SensorReport report, boolean runs) {
    String who = "process " + report.pid() + " since " + TimeText.seconds(report.since()) + " UTC";
    if (runs) {
      return "Collecting: " + who + ".";
    }
    return report.running()
        ? "The collector ended without a word, last seen "
            + TimeText.seconds(report.at())
            + " UTC ("
            + who
            + "). This is how its sensors were then."
        : "Not collecting: stopped " + TimeText.seconds(report.at()) + " UTC.";
  }

  private static Line line(SensorReport.Line line, boolean runs) {
    SensorState state = line.state();
    boolean works =
        runs && (state.condition() == Condition.RUNNING || state.condition() == Condition.LIMITED);
    return new Line(
        state.name(),
        state.title(),
        condition(state.condition()),
        works,
        state.detail(),
        state.missing(),
        works ? String.format(Locale.ROOT, "%.1f", line.eventsPerSecond()) : "–",
        state.events(),
        state.lost(),
        works && state.lastEvent().isPresent() ? state.lag().toMillis() + " ms" : "–",
        state.lastEvent().map(TimeText::seconds).orElse("–"),
        "/hunt?case=live&q=event.provider:" + state.name());
  }

  private static String condition(Condition condition) {
    return switch (condition) {
      case RUNNING -> "running";
      case LIMITED -> "limited";
      case UNAVAILABLE -> "unavailable";
      case FAILED -> "failed";
      case STOPPED -> "stopped";
    };
  }
}
