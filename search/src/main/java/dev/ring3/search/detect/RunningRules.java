package dev.ring3.search.detect;

import dev.ring3.collector.event.Event;
import dev.ring3.search.detect.correlate.CorrelationPlan;
import dev.ring3.search.detect.correlate.Correlator;
import dev.ring3.search.detect.correlate.Lateness;
import dev.ring3.search.detect.correlate.Match;
import dev.ring3.search.detect.exclude.Exclusions;
import dev.ring3.search.detect.rules.ActiveRule;
import dev.ring3.search.detect.rules.RuleSet;
import dev.ring3.search.query.match.MatcherSet;
import dev.ring3.search.sigma.rule.About;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A set, compiled, with what its rules have raised. Safe for any thread. */
final class RunningRules {
  private final List<ActiveRule> rules;
  private final MatcherSet matcher;
  private final List<Quota> quotas;
  private final BitSet premature = new BitSet();
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private final Correlator correlator;
  private final Exclusions exclusions;

  /** Where the hits of a rule go, by its number. */
  private final Map<Integer, Integer> feeds = new HashMap<>();

  /** Of correlations, by their ids. */
  private final Map<String, Quota> correlated = new LinkedHashMap<>();

  /** Whose state the correlator takes over. */
  private @Nullable RunningRules before;

  RunningRules(
      RuleSet set, Lateness lateness, Correlator.Limits limits, @Nullable RunningRules before) {
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
      premature.set(number, Premature.isPremature(rules.get(number).query()));
      int feed = needed.indexOf(rules.get(number).about().id());
      if (feed >= 0) {
        feeds.put(number, feed);
        if (plan.keeps(feed, Premature::isOfFile)) {
          premature.set(number);
        }
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

  List<ActiveRule> rules() {
    return rules;
  }

  String id(int number) {
    return rules.get(number).about().id();
  }

  MatcherSet matcher() {
    return matcher;
  }

  /** Whether a rule waits until all is known of an event. */
  boolean isPremature(int number) {
    return premature.get(number);
  }

  /** Rules that raised an alert, each with the process. */
  Set<String> told() {
    return told;
  }

  /** Where the hits of a rule go in correlations. */
  OptionalInt feed(int number) {
    Integer feed = feeds.get(number);
    return feed == null ? OptionalInt.empty() : OptionalInt.of(feed);
  }

  Quota quota(int number) {
    return quotas.get(number);
  }

  Quota quota(Match match) {
    return Objects.requireNonNull(correlated.get(match.about().id()));
  }

  Stream<Quota> allQuotas() {
    return Stream.concat(quotas.stream(), correlated.values().stream());
  }
}
