package dev.ring3.webui.rules;

import dev.ring3.search.detect.rules.ActiveCorrelation;
import dev.ring3.search.detect.rules.ActiveRule;
import dev.ring3.search.detect.rules.AnyRule;
import dev.ring3.search.query.match.Explanation;
import dev.ring3.webui.live.SensorReport.RuleCost;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A rule as the page shows it.
 *
 * @param facts what it looks at, by what they are about
 * @param texts those of which an event must have one; none if every event of the kinds is tested
 * @param query the whole query; empty for a correlation
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
    Map<String, String> facts,
    List<String> texts,
    String query) {
  /** Characters of a query that are shown. */
  private static final int MOST = 20_000;

  /**
   * @param cost what it has cost live, if that is known
   */
  static RuleView of(AnyRule rule, Optional<RuleCost> cost) {
    return switch (rule) {
      case ActiveRule on -> {
        Explanation explanation = Explanation.of(on.query());
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Tested on", explanation.kinds());
        facts.put(
            "that hold",
            explanation.texts().isEmpty()
                ? "anything: each such event is tested in full"
                : "one of the texts below");
        cost.ifPresent(
            known ->
                facts.put(
                    "Live",
                    String.format(
                        Locale.ROOT,
                        "tested on %,d events, found %,d, in %s",
                        known.tests(),
                        known.hits(),
                        RulesView.millis(known.nanos()))));
        String query = on.query().toString();
        String shown = query.length() <= MOST ? query : query.substring(0, MOST) + "…";
        yield of(rule, facts, explanation.texts(), shown);
      }
      case ActiveCorrelation of -> of(rule, capitalised(of.inWords()), List.of(), "");
    };
  }

  private static Map<String, String> capitalised(Map<String, String> words) {
    Map<String, String> facts = new LinkedHashMap<>();
    words.forEach(
        (what, how) ->
            facts.put(what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1), how));
    return facts;
  }

  private static RuleView of(
      AnyRule rule, Map<String, String> facts, List<String> texts, String query) {
    return new RuleView(
        rule.about().id(),
        rule.about().title(),
        rule.about().level().word(),
        rule.looksAt(),
        rule.about().file(),
        Objects.requireNonNullElse(rule.about().description(), ""),
        rule.about().tags(),
        rule.isEnabled(),
        facts,
        texts,
        query);
  }
}
