package dev.ring3.search.detect;

import dev.ring3.search.detect.indicators.IndicatorSet;
import dev.ring3.search.detect.indicators.Met;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Lists of indicators, with what they have raised. Safe for any thread. */
final class WatchedLists {
  private final IndicatorSet set;
  private final Map<String, Quota> quotas = new LinkedHashMap<>();
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  WatchedLists(IndicatorSet set) {
    this.set = set;
    set.lists().forEach(list -> quotas.put(list.uuid(), new Quota(IndicatorAlerts.about(list))));
  }

  /** What identifies an indicator. */
  static String key(Met met) {
    return met.list().uuid() + " " + met.indicator().value();
  }

  IndicatorSet set() {
    return set;
  }

  /** Indicators that raised an alert, each with the process. */
  Set<String> told() {
    return told;
  }

  Quota quota(Met met) {
    return Objects.requireNonNull(quotas.get(met.list().uuid()));
  }

  Stream<Quota> allQuotas() {
    return quotas.values().stream();
  }
}
