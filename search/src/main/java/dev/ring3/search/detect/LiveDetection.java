package dev.ring3.search.detect;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventTaker;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.search.detect.correlate.Correlator;
import dev.ring3.search.detect.correlate.StateException;
import dev.ring3.search.detect.indicators.IndicatorException;
import dev.ring3.search.detect.indicators.IndicatorLists;
import dev.ring3.search.detect.rules.FollowedRules;
import dev.ring3.search.detect.rules.RuleFolder;
import dev.ring3.search.detect.rules.RulesException;
import dev.ring3.search.sigma.rule.LogSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
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
 * raises. {@link #accept} and {@link #begin} are for one thread.
 *
 * <p>Only rules for this host's operating system are loaded. Rules that were imported, enabled or
 * disabled meanwhile are taken over within {@link #LOOK_EVERY}, without a gap. In {@link #PERIOD} a
 * rule raises one alert for each process, and at most {@link Detector#MOST_ALERTS}; what it found
 * beyond that becomes one more alert, which tells the number.
 *
 * <p>What correlations remember is kept in a file, written every {@link #SAVE_EVERY} and at the
 * end, so that they go on after a restart.
 */
public final class LiveDetection implements EventTaker, AutoCloseable {
  /** Time from one look for changed rules to the next. */
  public static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  /** Time in which the alerts of one rule are counted. */
  public static final Duration PERIOD = Duration.ofHours(1);

  /** Time from one writing of what correlations remember to the next. */
  public static final Duration SAVE_EVERY = Duration.ofMinutes(1);

  /** Time from one look at sources of rules that are followed to the next. */
  public static final Duration FOLLOW_EVERY = Duration.ofMinutes(1);

  /** How far the time that correlations see may stay behind while no events come. */
  private static final Duration IDLE = Duration.ofSeconds(30);

  private static final Set<String> SYSTEMS = Set.of("windows", "linux", "macos");

  private final RuleFolder folder;
  private final FollowedRules followed;
  private final String system;
  private final InstantSource clock;
  private final EventTaker events;
  private final Detector detector;
  private final Detector.Session session;
  private final CorrelationFile memory;
  private final IndicatorLists lists;
  private long listsVersion;
  private Correlator.Counts told = new Correlator.Counts(0, 0, 0);
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "ring3-rules");
            thread.setDaemon(true);
            return thread;
          });
  private Instant periodEnds;
  private volatile long version;
  private volatile @Nullable String problem;
  private volatile @Nullable String listProblem;

  private LiveDetection(Path data, String system, InstantSource clock, EventTaker events) {
    this.folder = new RuleFolder(data);
    this.followed = new FollowedRules(data);
    this.memory = new CorrelationFile(data);
    this.lists = new IndicatorLists(data, clock);
    this.system = system;
    this.clock = clock;
    this.events = events;
    this.version = folder.version();
    this.detector = new Detector(folder.load(this::isForThisHost), true);
    this.session = detector.session();
    this.periodEnds = clock.instant().plus(PERIOD);
    watch();
  }

  /** Loads the lists of indicators. */
  private void watch() {
    listsVersion = lists.version();
    IndicatorLists.Loaded loaded = lists.load();
    detector.watch(loaded.set());
    listProblem =
        loaded.problems().isEmpty()
            ? null
            : "a list of indicators cannot be used: " + loaded.problems().getFirst();
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
      Path data, String system, InstantSource clock, EventTaker events) {
    LiveDetection started = new LiveDetection(data, system, clock, events);
    started.remember();
    long every = LOOK_EVERY.toMillis();
    ScheduledFuture<?> unused =
        started.looks.scheduleWithFixedDelay(started::look, every, every, TimeUnit.MILLISECONDS);
    long follow = FOLLOW_EVERY.toMillis();
    ScheduledFuture<?> unusedAsWell =
        started.looks.scheduleWithFixedDelay(
            started::follow, follow, follow, TimeUnit.MILLISECONDS);
    long save = SAVE_EVERY.toMillis();
    ScheduledFuture<?> unusedToo =
        started.looks.scheduleWithFixedDelay(started::save, save, save, TimeUnit.MILLISECONDS);
    return started;
  }

  @Override
  public void accept(Event event) {
    events.accept(event);
    session.detect(event, events);
    reach(event);
  }

  /**
   * Looks at the event at once, and again when it is whole: a rule that has found it does not find
   * it again, and rules that exclude by what files hold look only then.
   */
  @Override
  public Consumer<Event> begin(Event early) {
    Consumer<Event> later = events.begin(early);
    FirstLook look = session.begin(early, events);
    reach(early);
    return whole -> {
      later.accept(whole);
      session.end(look, early, whole, events);
    };
  }

  private void reach(Event event) {
    Instant now = clock.instant();
    detector.advance(reached(event.time(), now), events);
    if (!now.isBefore(periodEnds)) {
      periodEnds = now.plus(PERIOD);
      detector.newPeriod(now, events);
      tellLoss(now);
    }
  }

  /** The time of the event, unless its clock is ahead or it is old. */
  private static Instant reached(Instant event, Instant now) {
    Instant idle = now.minus(IDLE);
    return event.isBefore(idle) ? idle : event.isAfter(now) ? now : event;
  }

  private void tellLoss(Instant now) {
    Correlator.Counts counts = detector.correlationCounts();
    long late = Math.max(0, counts.late() - told.late());
    long forgotten = Math.max(0, counts.forgotten() - told.forgotten());
    told = counts;
    if (late + forgotten > 0) {
      events.accept(
          own(EventType.AGENT_LOSS, now)
              .set(
                  Field.MESSAGE,
                  String.format(
                      Locale.ROOT,
                      "correlations left out %d hits that came too late and forgot %d of too many",
                      late,
                      forgotten))
              .build());
    }
  }

  private static Event.Builder own(EventType type, Instant now) {
    return Event.of(type, now).set(Field.EVENT_PROVIDER, "ring3").set(Field.EVENT_MODULE, "ring3");
  }

  /** Goes on where the last run was. */
  private void remember() {
    try {
      memory.read().ifPresent(detector::restore);
    } catch (IOException | StateException e) {
      events.accept(
          own(EventType.AGENT_ERROR, clock.instant())
              .set(
                  Field.ERROR_MESSAGE,
                  "what correlations remembered cannot be read, they start anew: " + e.getMessage())
              .build());
    }
  }

  /** Writes what correlations remember. */
  private synchronized void save() {
    try {
      memory.write(detector.correlationState());
    } catch (IOException | RuntimeException e) {
      problem = "what correlations remember cannot be written: " + e.getMessage();
    }
  }

  private boolean isForThisHost(LogSource source) {
    String product = source.product();
    return product == null || product.equals(system) || !SYSTEMS.contains(product);
  }

  /** Takes over the rules of followed sources; the next look loads them. */
  void follow() {
    try {
      followed.refresh();
    } catch (RuntimeException e) {
      problem = told(e);
    }
  }

  /** Takes over rules and lists of indicators that have changed. */
  void look() {
    if (lists.version() != listsVersion) {
      lookAtLists();
    }
    long now = folder.version();
    if (now == version) {
      return;
    }
    try {
      detector.use(folder.load(this::isForThisHost));
      version = now;
      problem = null;
    } catch (RuntimeException e) {
      problem = told(e); // the rules before go on, and the next look tries again
    }
  }

  /** A bug must not end the looks: a task that throws is never run again. */
  private static String told(RuntimeException e) {
    return e instanceof RulesException || e instanceof IndicatorException
        ? String.valueOf(e.getMessage())
        : e.toString();
  }

  private void lookAtLists() {
    try {
      watch();
    } catch (RuntimeException e) {
      listProblem = told(e); // the lists before go on
    }
  }

  /** Why rules or lists of indicators could not be taken over; nothing if they were. */
  public Optional<String> problem() {
    return Optional.ofNullable(problem)
        .or(() -> Optional.ofNullable(listProblem))
        .or(detector::indicatorProblem);
  }

  /** What runs, and what it has found. */
  public Detector detector() {
    return detector;
  }

  @Override
  public void close() {
    looks.shutdownNow();
    save();
  }
}
