package dev.ring3.webui.rules;

import dev.ring3.search.detect.ActiveRule;
import dev.ring3.search.query.match.Explanation;
import java.util.List;
import java.util.Objects;

/**
 * A rule as the page shows it.
 *
 * @param kinds the events it is tested on
 * @param texts those of which an event must have one; none if every event of the kinds is tested
 */
record RuleView(
    String id,
    String title,
    String level,
    String source,
    String file,
    String description,
    List<String> tags,
    boolean enabled,
    String kinds,
    List<String> texts,
    String query) {
  /** Characters of a query that are shown. */
  private static final int MOST = 20_000;

  static RuleView of(ActiveRule rule) {
    Explanation explanation = Explanation.of(rule.query());
    String query = rule.query().toString();
    return new RuleView(
        rule.about().id(),
        rule.about().title(),
        rule.about().level().word(),
        rule.logSource().toString(),
        rule.about().file(),
        Objects.requireNonNullElse(rule.about().description(), ""),
        rule.about().tags(),
        rule.isEnabled(),
        explanation.kinds(),
        explanation.texts(),
        query.length() <= MOST ? query : query.substring(0, MOST) + "…");
  }
}
