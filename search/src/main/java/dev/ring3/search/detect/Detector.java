package dev.ring3.search.detect;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.search.detect.correlate.CorrelationPlan;
import dev.ring3.search.detect.correlate.Correlator;
import dev.ring3.search.detect.correlate.Lateness;
import dev.ring3.search.detect.correlate.Match;
import dev.ring3.search.detect.exclude.Exclusions;
import dev.ring3.search.detect.indicators.IndicatorSet;
import dev.ring3.search.detect.indicators.Met;
import dev.ring3.search.query.match.MatcherSet;
import dev.ring3.search.sigma.rule.About;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the enabled rules of a set over events. Safe for any thread.
 *
 * <p>{@link #use} changes the rules without a gap: each event is matched with the old set or with
 * the new one, none with neither.
 */
public final class Detector {
  /**
   * Alerts that one rule raises until the rules change or a new period starts; further hits are
   * only counted.
   */
  public static final int MOST_ALERTS = 1_000;

  /**
   * Pairs of rule and process that are remembered; when there are more, remembering starts anew.
   */
  private static final int MOST_REMEMBERED = 65_536;

  private final boolean oncePerProcess;
  private final Lateness lateness;
  private final Correlator.Limits limits;
  private volatile Running running;
  private volatile Watched watched = new Watched(IndicatorSet.none());
  private final LongAdder alerts = new LongAdder();
  private final LongAdder suppressed = new LongAdder();
  private final LongAdder excluded = new LongAdder();

  /** A set, compiled, with what its rules have raised. */
  private static final class Running {
    private final List<ActiveRule> rules;
    private final MatcherSet matcher;
    private final List<Quota> quotas;
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final Correlator correlator;
    private final Exclusions exclusions;

    /** Where the hits of a rule go, by its number. */
    private final Map<Integer, Integer> feeds = new HashMap<>();

    /** Of correlations, by their ids. */
    private final Map<String, Quota> correlated = new LinkedHashMap<>();

    /** Whose state the correlator takes over. */
    private @Nullable Running before;

    Running(RuleSet set, Lateness lateness, Correlator.Limits limits, @Nullable Running before) {
      this.before = before;
      this.exclusions = set.exclusions();
      CorrelationPlan plan = set.correlations().plan(id -> !set.disabled().contains(id));
      this.correlator = new Correlator(plan, lateness, limits);
      List<String> needed = plan.rules().stream().map(About::id).toList();
      this.rules =
          set.rules().stream()
              .filter(rule -> rule.isEnabled() || needed.contains(rule.about().id()))
              .toList();
      this.matcher = new MatcherSet(rules.stream().map(ActiveRule::query).toList());
      this.quotas = rules.stream().map(rule -> new Quota(rule.about())).toList();
      for (int number = 0; number < rules.size(); number++) {
        int feed = needed.indexOf(rules.get(number).about().id());
        if (feed >= 0) {
          feeds.put(number, feed);
        }
      }
      plan.raising().forEach(about -> correlated.put(about.id(), new Quota(about)));
    }

    /** What correlates the hits, which goes on where the one before it was. */
    synchronized Correlator correlator() {
      if (before != null) {
        correlator.restore(before.correlator().state());
        before = null;
      }
      return correlator;
    }

    boolean hides(Supplier<Event> alert) {
      return !exclusions.all().isEmpty() && exclusions.hiding(alert.get()).isPresent();
    }

    boolean isRaising(int number) {
      ActiveRule rule = rules.get(number);
      return rule.isEnabled() && !correlator.plan().isSilent(rule.about().id());
    }

    Stream<Quota> allQuotas() {
      return Stream.concat(quotas.stream(), correlated.values().stream());
    }
  }

  /** Lists of indicators, with what they have raised. */
  private static final class Watched {
    private final IndicatorSet set;
    private final Map<String, Quota> quotas = new LinkedHashMap<>();
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    Watched(IndicatorSet set) {
      this.set = set;
      set.lists().forEach(list -> quotas.put(list.uuid(), new Quota(IndicatorAlerts.about(list))));
    }
  }

  /**
   * What a rule has cost and found since it was loaded.
   *
   * @param cost of matching
   */
  public record Usage(ActiveRule rule, MatcherSet.Cost cost) {}

  /** Raises an alert for every hit. */
  public Detector(RuleSet rules) {
    this(rules, false);
  }

  /**
   * @param oncePerProcess for live events: whether further hits of a rule on events of the same
   *     process raise no alert until a new period starts, and correlations wait for late events by
   *     time and not only by number, and remember less
   */
  public Detector(RuleSet rules, boolean oncePerProcess) {
    this.oncePerProcess = oncePerProcess;
    this.lateness = oncePerProcess ? Lateness.LIVE : Lateness.IMPORT;
    this.limits = oncePerProcess ? Correlator.Limits.LIVE : Correlator.Limits.USUAL;
    this.running = new Running(rules, lateness, limits, null);
  }

  /** Goes on with other rules. */
  public void use(RuleSet rules) {
    running = new Running(rules, lateness, limits, running);
  }

  /** Looks for these indicators from now on. */
  public void watch(IndicatorSet indicators) {
    watched = new Watched(indicators);
  }

  /** Why an indicator that was met could not be read, if that happened. */
  public Optional<String> indicatorProblem() {
    return watched.set.problem();
  }

  /** Lets each rule raise alerts anew, and hands on an alert for each that had to be silent. */
  public void newPeriod(Instant now, Consumer<Event> alert) {
    Running of = running;
    Watched lists = watched;
    of.told.clear();
    lists.told.clear();
    Stream.concat(of.allQuotas(), lists.quotas.values().stream())
        .forEach(
            quota -> {
              long silent = quota.renew();
              if (silent > 0) {
                alert.accept(Alerts.silent(quota.about(), silent, now));
              }
            });
  }

  /**
   * Hands on an alert for what correlations have found up to a time, hits that may still come
   * included.
   *
   * @param reached the time that events have reached
   */
  public void advance(Instant reached, Consumer<Event> alert) {
    Running of = running;
    of.correlator().advance(reached, match -> raise(of, match, alert));
  }

  /** Hands on an alert for what correlations find in what is left, as no more events come. */
  public void finish(Consumer<Event> alert) {
    Running of = running;
    of.correlator().finish(match -> raise(of, match, alert));
  }

  /** What correlations remember, for {@link #restore}. */
  public byte[] correlationState() {
    return running.correlator().state();
  }

  /**
   * Lets correlations go on where another detector was. To be called before the first event.
   *
   * @throws dev.ring3.search.detect.correlate.StateException if it is no such state
   */
  public void restore(byte[] correlationState) {
    running.correlator().restore(correlationState);
  }

  /** Hits that could not play their part in correlations since the rules changed. */
  public Correlator.Counts correlationCounts() {
    return running.correlator().counts();
  }

  /** Alerts raised so far. */
  public long alerts() {
    return alerts.sum();
  }

  /** Hits that raised no alert, as their rule had raised one for the process, or too many. */
  public long suppressed() {
    return suppressed.sum();
  }

  /** Hits that raised no alert, as people exclude such. */
  public long excluded() {
    return excluded.sum();
  }

  /** The usage of each enabled rule. */
  public List<Usage> usage() {
    Running now = running;
    return IntStream.range(0, now.rules.size())
        .mapToObj(i -> new Usage(now.rules.get(i), now.matcher.cost(i)))
        .toList();
  }

  /** Starts detecting on one thread. */
  public Session session() {
    return new Session();
  }

  /** Detects in one event after the other. For one thread. */
  public final class Session {
    private Running used = running;
    private MatcherSet.Session matching = used.matcher.session();

    private Session() {}

    /**
     * Hands on an alert for each rule that finds the event. Alerts themselves are not looked at.
     */
    public void detect(Event event, Consumer<Event> alert) {
      if (event.type() == EventType.ALERT) {
        return;
      }
      Running now = running;
      if (now != used) {
        used = now;
        matching = now.matcher.session();
      }
      matching.match(event, number -> hit(now, number, event, alert));
      Watched lists = watched;
      lists.set.match(event, met -> raise(lists, met, event, alert));
    }

    private boolean isToldBefore(Set<String> told, String what, Event event) {
      if (!oncePerProcess || !event.has(Field.PROCESS_ENTITY_ID)) {
        return false;
      }
      if (told.size() >= MOST_REMEMBERED) {
        told.clear();
      }
      return !told.add(what + " " + event.text(Field.PROCESS_ENTITY_ID).orElseThrow());
    }

    private void raise(Watched by, Met met, Event event, Consumer<Event> alert) {
      if (running.hides(() -> IndicatorAlerts.of(met, event))) {
        excluded.increment();
        return;
      }
      Quota quota = Objects.requireNonNull(by.quotas.get(met.list().uuid()));
      String what = met.list().uuid() + " " + met.indicator().value();
      if (isAllowed(quota, by.told, what, event)) {
        alert.accept(IndicatorAlerts.of(met, event));
      }
    }

    /** Counts the alert that follows, or the one that is not to be raised. */
    private boolean isAllowed(Quota quota, Set<String> told, String what, Event event) {
      if (quota.isUsedUp() || isToldBefore(told, what, event)) {
        suppressed.increment();
        quota.keepBack();
        return false;
      }
      quota.use();
      alerts.increment();
      return true;
    }

    private void hit(Running by, int number, Event event, Consumer<Event> alert) {
      if (by.isRaising(number)) {
        raise(by, number, event, alert);
      }
      Integer feed = by.feeds.get(number);
      if (feed != null) {
        by.correlator().add(feed, event, match -> Detector.this.raise(by, match, alert));
      }
    }

    private void raise(Running by, int number, Event event, Consumer<Event> alert) {
      About about = by.rules.get(number).about();
      if (by.hides(() -> Alerts.of(about, event))) {
        excluded.increment();
        return;
      }
      if (isAllowed(by.quotas.get(number), by.told, Integer.toString(number), event)) {
        alert.accept(Alerts.of(about, event));
      }
    }
  }

  private void raise(Running by, Match match, Consumer<Event> alert) {
    if (by.hides(() -> CorrelationAlerts.of(match))) {
      excluded.increment();
      return;
    }
    Quota quota = Objects.requireNonNull(by.correlated.get(match.about().id()));
    if (quota.isUsedUp()) {
      suppressed.increment();
      quota.keepBack();
      return;
    }
    quota.use();
    alerts.increment();
    alert.accept(CorrelationAlerts.of(match));
  }
}
