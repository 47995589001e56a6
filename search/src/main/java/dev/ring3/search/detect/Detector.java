package dev.ring3.search.detect;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.search.query.match.MatcherSet;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.IntStream;

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
  private volatile Running running;
  private final LongAdder alerts = new LongAdder();
  private final LongAdder suppressed = new LongAdder();

  /** A set, compiled, with what its rules have raised. */
  private static final class Running {
    private final List<ActiveRule> rules;
    private final MatcherSet matcher;
    private final List<LongAdder> raised;
    private final List<LongAdder> beyond;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    Running(RuleSet set) {
      this.rules = set.enabled();
      this.matcher = new MatcherSet(rules.stream().map(ActiveRule::query).toList());
      this.raised = rules.stream().map(_r -> new LongAdder()).toList();
      this.beyond = rules.stream().map(_r -> new LongAdder()).toList();
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
   * @param oncePerProcess whether further hits of a rule on events of the same process raise no
   *     alert until a new period starts
   */
  public Detector(RuleSet rules, boolean oncePerProcess) {
    this.oncePerProcess = oncePerProcess;
    this.running = new Running(rules);
  }

  /** Goes on with other rules. */
  public void use(RuleSet rules) {
    running = new Running(rules);
  }

  /** Lets each rule raise alerts anew, and hands on an alert for each that had to be silent. */
  public void newPeriod(Instant now, Consumer<Event> alert) {
    Running of = running;
    of.told.clear();
    for (int number = 0; number < of.rules.size(); number++) {
      of.raised.get(number).reset();
      long silent = of.beyond.get(number).sumThenReset();
      if (silent > 0) {
        alert.accept(Alerts.silent(of.rules.get(number).about(), silent, now));
      }
    }
  }

  /** Alerts raised so far. */
  public long alerts() {
    return alerts.sum();
  }

  /** Hits that raised no alert, as their rule had raised one for the process, or too many. */
  public long suppressed() {
    return suppressed.sum();
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
      matching.match(event, number -> raise(now, number, event, alert));
    }

    private boolean isToldBefore(Running by, int number, Event event) {
      if (!oncePerProcess || !event.has(Field.PROCESS_ENTITY_ID)) {
        return false;
      }
      if (by.told.size() >= MOST_REMEMBERED) {
        by.told.clear();
      }
      return !by.told.add(number + " " + event.text(Field.PROCESS_ENTITY_ID).orElseThrow());
    }

    private void raise(Running by, int number, Event event, Consumer<Event> alert) {
      LongAdder raised = by.raised.get(number);
      if (raised.sum() >= MOST_ALERTS || isToldBefore(by, number, event)) {
        suppressed.increment();
        by.beyond.get(number).increment();
        return;
      }
      raised.increment();
      alerts.increment();
      alert.accept(Alerts.of(by.rules.get(number).about(), event));
    }
  }
}
