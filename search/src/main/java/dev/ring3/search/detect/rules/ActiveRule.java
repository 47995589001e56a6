package dev.ring3.search.detect.rules;

import dev.ring3.search.query.Query;
import dev.ring3.search.sigma.rule.About;
import dev.ring3.search.sigma.rule.LogSource;
import java.util.Objects;

/**
 * A rule that has a query.
 *
 * @param query with the filters that narrow the rule
 * @param isEnabled whether it raises alerts
 */
public record ActiveRule(About about, LogSource logSource, Query query, boolean isEnabled)
    implements AnyRule {
  public ActiveRule {
    Objects.requireNonNull(about);
    Objects.requireNonNull(logSource);
    Objects.requireNonNull(query);
  }

  @Override
  public String looksAt() {
    return logSource.toString();
  }
}
