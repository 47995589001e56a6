package dev.ring3.search.detect;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.search.detect.correlate.CorrelationPlan;
import dev.ring3.search.detect.correlate.Correlator;
import dev.ring3.search.detect.correlate.Lateness;
import dev.ring3.search.detect.correlate.Match;
import dev.ring3.search.detect.rules.ActiveCorrelation;
import dev.ring3.search.detect.rules.ActiveRule;
import dev.ring3.search.detect.rules.RuleSet;
import dev.ring3.search.query.Query;
import dev.ring3.search.query.match.MatcherSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Runs one correlation over events, whether it is enabled or not. For one thread. */
public final class CorrelationRun {
  private final Correlator correlator;
  private final List<Query> queries;
  private final MatcherSet.Session matching;
  private final Consumer<Match> found;

  /**
   * @param set holds the correlation and the rules that it refers to
   * @param lateness in what order events come
   * @param found takes what it finds
   */
  CorrelationRun(RuleSet set, ActiveCorrelation of, Lateness lateness, Consumer<Match> found) {
    CorrelationPlan plan = set.correlations().plan(of.about().id()::equals);
    Map<String, Query> byId =
        set.rules().stream().collect(Collectors.toMap(r -> r.about().id(), ActiveRule::query));
    this.queries =
        plan.rules().stream()
            .map(rule -> Objects.requireNonNull(byId.get(rule.id()), "a plan of another set"))
            .toList();
    this.correlator = new Correlator(plan, lateness, Correlator.Limits.USUAL);
    this.matching = new MatcherSet(queries).session();
    this.found = found;
  }

  /** Over events that come in any order; the alerts are handed on by {@link #finish}. */
  public static CorrelationRun overFiles(
      RuleSet set, ActiveCorrelation of, Consumer<Event> alerts) {
    return new CorrelationRun(
        set, of, Lateness.IMPORT, match -> alerts.accept(CorrelationAlerts.of(match)));
  }

  /** The events that its rules look for. */
  Query query() {
    return Query.or(queries);
  }

  /** Takes the next event; alerts are not looked at. */
  public void accept(Event event) {
    if (event.type() != EventType.ALERT) {
      matching.match(event, rule -> correlator.add(rule, event, found));
      correlator.advance(event.time(), found);
    }
  }

  /** Hands on what can be told when no more events come. */
  public void finish() {
    correlator.finish(found);
  }

  /** Hits that could not play their part. */
  public Correlator.Counts counts() {
    return correlator.counts();
  }
}
