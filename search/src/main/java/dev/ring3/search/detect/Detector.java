package dev.ring3.search.detect;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.search.detect.correlate.Correlator;
import dev.ring3.search.detect.correlate.Lateness;
import dev.ring3.search.detect.correlate.Match;
import dev.ring3.search.detect.indicators.IndicatorSet;
import dev.ring3.search.detect.indicators.Met;
import dev.ring3.search.detect.rules.ActiveRule;
import dev.ring3.search.detect.rules.RuleSet;
import dev.ring3.search.query.match.MatcherSet;
import dev.ring3.search.sigma.rule.About;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
  private volatile RunningRules running;
  private volatile WatchedLists watched = new WatchedLists(IndicatorSet.none());
  private final LongAdder alerts = new LongAdder();
  private final LongAdder suppressed = new LongAdder();
  private final LongAdder excluded = new LongAdder();

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
    this.running = new RunningRules(rules, lateness, limits, null);
  }

  /** Goes on with other rules. */
  public void use(RuleSet rules) {
    running = new RunningRules(rules, lateness, limits, running);
  }

  /** Looks for these indicators from now on. */
  public void watch(IndicatorSet indicators) {
    watched = new WatchedLists(indicators);
  }

  /** Why an indicator that was met could not be read, if that happened. */
  public Optional<String> indicatorProblem() {
    return watched.set().problem();
  }

  /** Lets each rule raise alerts anew, and hands on an alert for each that had to be silent. */
  public void newPeriod(Instant now, Consumer<Event> alert) {
    RunningRules of = running;
    WatchedLists lists = watched;
    of.told().clear();
    lists.told().clear();
    Stream.concat(of.allQuotas(), lists.allQuotas())
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
    RunningRules of = running;
    of.correlator().advance(reached, match -> raise(of, match, alert));
  }

  /** Hands on an alert for what correlations find in what is left, as no more events come. */
  public void finish(Consumer<Event> alert) {
    RunningRules of = running;
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
    RunningRules now = running;
    return IntStream.range(0, now.rules().size())
        .mapToObj(i -> new Usage(now.rules().get(i), now.matcher().cost(i)))
        .toList();
  }

  /** Starts detecting on one thread. */
  public Session session() {
    return new Session();
  }

  /** Detects in one event after the other. For one thread. */
  public final class Session {
    private RunningRules used = running;
    private MatcherSet.Session matching = used.matcher().session();

    private Session() {}

    /**
     * Hands on an alert for each rule that finds the event. Alerts themselves are not looked at.
     */
    public void detect(Event event, Consumer<Event> alert) {
      if (event.type() == EventType.ALERT) {
        return;
      }
      RunningRules now = current();
      matching.match(event, number -> hit(now, number, event, alert));
      WatchedLists lists = watched;
      lists.set().match(event, met -> raise(lists, met, event, alert));
    }

    /**
     * Does so for an event of which more may become known. Rules that could take back what they say
     * wait for that.
     *
     * @return for {@link #end}
     */
    FirstLook begin(Event early, Consumer<Event> alert) {
      FirstLook look = new FirstLook();
      RunningRules now = current();
      matching.match(
          early,
          number -> {
            if (now.isPremature(number)) {
              look.hold(() -> hit(now, number, early, alert));
            } else {
              look.found(now.id(number));
              hit(now, number, early, alert);
            }
          });
      WatchedLists lists = watched;
      lists
          .set()
          .match(
              early,
              met -> {
                look.found(WatchedLists.key(met));
                raise(lists, met, early, alert);
              });
      return look;
    }

    /**
     * Looks at the event when it is whole: what was found the first time is not found again.
     *
     * @param whole equal to {@code early} if nothing more became known
     */
    void end(FirstLook look, Event early, Event whole, Consumer<Event> alert) {
      if (whole.equals(early)) {
        look.release();
        return;
      }
      RunningRules now = current();
      matching.match(
          whole,
          number -> {
            if (!look.hasFound(now.id(number))) {
              hit(now, number, whole, alert);
            }
          });
      WatchedLists lists = watched;
      lists
          .set()
          .match(
              whole,
              met -> {
                if (!look.hasFound(WatchedLists.key(met))) {
                  raise(lists, met, whole, alert);
                }
              });
    }

    private RunningRules current() {
      RunningRules now = running;
      if (now != used) {
        used = now;
        matching = now.matcher().session();
      }
      return now;
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

    private void raise(WatchedLists by, Met met, Event event, Consumer<Event> alert) {
      if (running.hides(() -> IndicatorAlerts.of(met, event))) {
        excluded.increment();
        return;
      }
      if (isAllowed(by.quota(met), by.told(), WatchedLists.key(met), event)) {
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

    private void hit(RunningRules by, int number, Event event, Consumer<Event> alert) {
      if (by.isRaising(number)) {
        raise(by, number, event, alert);
      }
      by.feed(number)
          .ifPresent(
              feed ->
                  by.correlator().add(feed, event, match -> Detector.this.raise(by, match, alert)));
    }

    private void raise(RunningRules by, int number, Event event, Consumer<Event> alert) {
      About about = by.rules().get(number).about();
      if (by.hides(() -> Alerts.of(about, event))) {
        excluded.increment();
        return;
      }
      if (isAllowed(by.quota(number), by.told(), Integer.toString(number), event)) {
        alert.accept(Alerts.of(about, event));
      }
    }
  }

  private void raise(RunningRules by, Match match, Consumer<Event> alert) {
    if (by.hides(() -> CorrelationAlerts.of(match))) {
      excluded.increment();
      return;
    }
    Quota quota = by.quota(match);
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
