package dev.ring3.webui.rules;

import dev.ring3.search.detect.rules.AnyRule;
import dev.ring3.search.detect.rules.LeftOut;
import dev.ring3.search.detect.rules.RuleSet;
import dev.ring3.search.sigma.rule.Level;
import dev.ring3.webui.live.SensorReport.RuleCost;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The list of rules as the page shows it.
 *
 * @param total rules that can be run
 * @param enabled of them
 * @param matching those that the filter leaves
 * @param lines the first of these
 * @param leftOut rules that cannot be run, with the reason; the first that the filter leaves
 * @param allLeftOut how many cannot be run
 */
record RulesView(
    int total, int enabled, int matching, List<Line> lines, List<LeftOut> leftOut, int allLeftOut) {
  /** Lines of a list. */
  static final int MOST = 200;

  RulesView {
    lines = List.copyOf(lines);
    leftOut = List.copyOf(leftOut);
  }

  /** A rule. */
  record Line(
      String id,
      String title,
      String level,
      String source,
      String file,
      boolean enabled,
      String hits,
      String cost) {}

  /** The words for levels, gravest first. */
  static List<String> levels() {
    return Arrays.stream(Level.values())
        .sorted(Comparator.reverseOrder())
        .map(Level::word)
        .toList();
  }

  /**
   * @param text to be found in title, file, log source or id; blank for all
   * @param level only rules of that level; blank for all
   * @param costs what rules have cost live, by their ids
   */
  static RulesView of(
      RuleSet set, String text, String level, Function<String, Optional<RuleCost>> costs) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    List<AnyRule> all = set.all();
    List<AnyRule> matching =
        all.stream()
            .filter(rule -> level.isBlank() || rule.about().level().word().equals(level))
            .filter(rule -> has(wanted, words(rule)))
            .sorted(
                Comparator.comparing((AnyRule rule) -> rule.about().level())
                    .reversed()
                    .thenComparing(rule -> rule.about().title()))
            .toList();
    return new RulesView(
        all.size(),
        (int) all.stream().filter(AnyRule::isEnabled).count(),
        matching.size(),
        matching.stream().limit(MOST).map(rule -> line(rule, costs)).toList(),
        set.leftOut().stream()
            .filter(
                left ->
                    has(
                        wanted,
                        Stream.of(left.about().title(), left.about().file(), left.reason())))
            .limit(MOST)
            .toList(),
        set.leftOut().size());
  }

  private static Stream<String> words(AnyRule rule) {
    return Stream.of(rule.about().title(), rule.about().file(), rule.about().id(), rule.looksAt());
  }

  private static boolean has(String wanted, Stream<String> texts) {
    return wanted.isEmpty()
        || texts.anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(wanted));
  }

  private static Line line(AnyRule rule, Function<String, Optional<RuleCost>> costs) {
    Optional<RuleCost> cost = costs.apply(rule.about().id());
    return new Line(
        rule.about().id(),
        rule.about().title(),
        rule.about().level().word(),
        rule.looksAt(),
        rule.about().file(),
        rule.isEnabled(),
        cost.map(known -> String.format(Locale.ROOT, "%,d", known.hits())).orElse(""),
        cost.map(known -> millis(known.nanos())).orElse(""));
  }

  /** Milliseconds, as people read them. */
  static String millis(long nanos) {
    return String.format(Locale.ROOT, "%,.1f ms", nanos / 1e6);
  }
}
