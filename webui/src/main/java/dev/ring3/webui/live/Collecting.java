package dev.ring3.webui.live;

import dev.ring3.collector.live.LiveCollector;
import dev.ring3.collector.live.LiveSettings;
import dev.ring3.collector.live.SensorState;
import dev.ring3.search.detect.LiveDetection;
import dev.ring3.search.forward.Forwarding;
import dev.ring3.search.index.live.LiveLimits;
import dev.ring3.search.index.live.LiveReaders;
import dev.ring3.search.index.live.LiveWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A collection under way: the sensors of this host, the rules that look at what they see, the index
 * that both fill, and the report of how they fare, which is written for other processes every
 * {@link #REPORT_EVERY}.
 */
public final class Collecting implements LiveSource {
  static final Duration REPORT_EVERY = Duration.ofSeconds(5);

  /** A report of that age is given out again, so that rates mean something. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Clock clock;
  private final Instant since;
  private final LiveWriter index;
  private final Forwarding forwarding;
  private final LiveDetection detection;
  private final LiveCollector sensors;
  private final SensorReportFile file;
  private final ScheduledExecutorService reports =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "ring3-report");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable SensorReport last;

  private Collecting(
      Path data,
      Clock clock,
      LiveWriter index,
      Forwarding forwarding,
      LiveDetection detection,
      LiveCollector sensors) {
    this.clock = clock;
    this.forwarding = forwarding;
    this.detection = detection;
    this.since = clock.instant();
    this.index = index;
    this.sensors = sensors;
    this.file = new SensorReportFile(data);
  }

  /**
   * Starts the sensors that work here.
   *
   * @param data the data directory; created if there is none
   * @param alerts where they go besides the index
   * @throws IOException if it cannot be written, or another process collects into it
   */
  public static Collecting start(Path data, LiveLimits limits, Outputs alerts, Clock clock)
      throws IOException {
    LiveWriter index = LiveWriter.open(data, limits, clock);
    try {
      Forwarding forwarding = new Forwarding(alerts.addresses(), alerts.version(), clock, index);
      LiveDetection detection = LiveDetection.start(data, system(), clock, forwarding);
      LiveCollector sensors = LiveCollector.start(LiveSettings.of(data), detection);
      Collecting started = new Collecting(data, clock, index, forwarding, detection, sensors);
      ScheduledFuture<?> unused =
          started.reports.scheduleWithFixedDelay(
              started::write, 0, REPORT_EVERY.toMillis(), TimeUnit.MILLISECONDS);
      return started;
    } catch (RuntimeException e) {
      index.close();
      throw e;
    }
  }

  /** As Sigma calls it. */
  private static String system() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows")
        ? "windows"
        : "linux";
  }

  private void write() {
    try {
      file.write(current());
    } catch (IOException | RuntimeException e) {
      return; // the next report tries again; what keeps the disk from working, the index tells
    }
  }

  @Override
  public LiveReaders events() {
    return index;
  }

  @Override
  public Optional<SensorReport> report() {
    return Optional.of(current());
  }

  private synchronized SensorReport current() {
    SensorReport before = last;
    Instant now = clock.instant();
    if (before != null && now.isBefore(before.at().plus(FRESH))) {
      return before;
    }
    Map<String, Long> counted = new HashMap<>();
    if (before != null) {
      before.sensors().forEach(line -> counted.put(line.state().name(), line.state().events()));
    }
    Instant from = before == null ? since : before.at();
    double seconds = Math.max(0.001, Duration.between(from, now).toNanos() / 1e9);
    List<SensorReport.Line> lines =
        sensors.sensors().stream().map(state -> line(state, counted, seconds)).toList();
    SensorReport report =
        new SensorReport(
            now,
            since,
            ProcessHandle.current().pid(),
            true,
            index.problem().orElse(null),
            detectionProblem(),
            lines,
            costs());
    last = report;
    return report;
  }

  private List<SensorReport.RuleCost> costs() {
    return detection.detector().usage().stream()
        .filter(usage -> usage.cost().tests() > 0)
        .map(
            usage ->
                new SensorReport.RuleCost(
                    usage.rule().about().id(),
                    usage.cost().tests(),
                    usage.cost().hits(),
                    usage.cost().nanos()))
        .sorted(Comparator.comparingLong(SensorReport.RuleCost::nanos).reversed())
        .limit(SensorReport.MOST_RULES)
        .toList();
  }

  /** What keeps rules or the outputs of alerts from working. */
  private @Nullable String detectionProblem() {
    List<String> problems = new ArrayList<>(forwarding.problems());
    detection.problem().ifPresent(problems::addFirst);
    return problems.isEmpty() ? null : String.join("; ", problems);
  }

  private static SensorReport.Line line(
      SensorState state, Map<String, Long> before, double seconds) {
    long events = state.events() - before.getOrDefault(state.name(), 0L);
    return new SensorReport.Line(state, events / seconds);
  }

  /** Stops the sensors, keeps what they saw, and says in the report that it is over. */
  @Override
  public void close() {
    reports.shutdownNow();
    try {
      sensors.close();
      detection.close();
      forwarding.close();
      SensorReport report = current().ended(clock.instant());
      index.close();
      file.write(report);
    } catch (IOException e) {
      return; // the report stays as it was, and its age tells
    }
  }
}
