package dev.ring3.search.detect;

import dev.ring3.collector.event.Event;
import dev.ring3.search.sigma.rule.LogSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the enabled rules over live events: hands each event on, and behind it the alerts that it
 * raises. {@link #accept} is for one thread.
 *
 * <p>Only rules for this host's operating system are loaded. Rules that were imported, enabled or
 * disabled meanwhile are taken over within {@link #LOOK_EVERY}, without a gap. In {@link #PERIOD} a
 * rule raises one alert for each process, and at most {@link Detector#MOST_ALERTS}; what it found
 * beyond that becomes one more alert, which tells the number.
 */
public final class LiveDetection implements Consumer<Event>, AutoCloseable {
  /** Time from one look for changed rules to the next. */
  public static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  /** Time in which the alerts of one rule are counted. */
  public static final Duration PERIOD = Duration.ofHours(1);

  private static final Set<String> SYSTEMS = Set.of("windows", "linux", "macos");

  private final RuleFolder folder;
  private final String system;
  private final InstantSource clock;
  private final Consumer<Event> events;
  private final Detector detector;
  private final Detector.Session session;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "ring3-rules");
            thread.setDaemon(true);
            return thread;
          });
  private java.time.Instant periodEnds;
  private volatile long version;
  private volatile @Nullable String problem;

  private LiveDetection(
      RuleFolder folder, String system, InstantSource clock, Consumer<Event> events) {
    this.folder = folder;
    this.system = system;
    this.clock = clock;
    this.events = events;
    this.version = folder.version();
    this.detector = new Detector(folder.load(this::isForThisHost), true);
    this.session = detector.session();
    this.periodEnds = clock.instant().plus(PERIOD);
  }

  /**
   * Loads the rules.
   *
   * @param data the data directory
   * @param system of this host, as Sigma calls it: {@code linux} or {@code windows}
   * @param events takes events and alerts, on the thread that calls {@link #accept}
   * @throws RulesException if the rules cannot be read
   */
  public static LiveDetection start(
      Path data, String system, InstantSource clock, Consumer<Event> events) {
    LiveDetection started = new LiveDetection(new RuleFolder(data), system, clock, events);
    long every = LOOK_EVERY.toMillis();
    ScheduledFuture<?> unused =
        started.looks.scheduleWithFixedDelay(started::look, every, every, TimeUnit.MILLISECONDS);
    return started;
  }

  @Override
  public void accept(Event event) {
    events.accept(event);
    session.detect(event, events);
    if (!clock.instant().isBefore(periodEnds)) {
      periodEnds = clock.instant().plus(PERIOD);
      detector.newPeriod(clock.instant(), events);
    }
  }

  private boolean isForThisHost(LogSource source) {
    String product = source.product();
    return product == null || product.equals(system) || !SYSTEMS.contains(product);
  }

  /** Takes over rules that have changed. */
  void look() {
    long now = folder.version();
    if (now == version) {
      return;
    }
    try {
      detector.use(folder.load(this::isForThisHost));
      version = now;
      problem = null;
    } catch (RulesException e) {
      problem = e.getMessage(); // the rules before go on, and the next look tries again
    }
  }

  /** Why changed rules could not be taken over; nothing if they were. */
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /** What runs, and what it has found. */
  public Detector detector() {
    return detector;
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
