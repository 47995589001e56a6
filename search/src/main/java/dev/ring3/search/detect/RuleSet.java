package dev.ring3.search.detect;

import dev.ring3.search.query.Query;
import dev.ring3.search.sigma.read.Finding;
import dev.ring3.search.sigma.rule.About;
import dev.ring3.search.sigma.rule.SigmaDocument;
import dev.ring3.search.sigma.taxonomy.Compiled;
import dev.ring3.search.sigma.taxonomy.RuleCompiler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All rules, with their meaning.
 *
 * @param rules those that can be run, in the order of their files
 * @param leftOut those that cannot
 * @param findings errors and warnings of the files
 */
public record RuleSet(List<ActiveRule> rules, List<LeftOut> leftOut, List<Finding> findings) {
  public RuleSet {
    rules = List.copyOf(rules);
    leftOut = List.copyOf(leftOut);
    findings = List.copyOf(findings);
  }

  /**
   * Compiles documents. Of rules with the same id the first counts.
   *
   * @param disabled ids of the rules that raise no alerts
   */
  public static RuleSet of(
      List<SigmaDocument> documents,
      List<Finding> findings,
      Set<String> disabled,
      RuleCompiler compiler) {
    Building building = new Building(documents, disabled, compiler);
    for (SigmaDocument document : documents) {
      building.add(document);
    }
    return new RuleSet(new ArrayList<>(building.rules.values()), building.leftOut, findings);
  }

  /** The rule of that id, or else of that name, title or file name. */
  public Optional<ActiveRule> find(String called) {
    return rules.stream()
        .filter(rule -> isCalled(rule.about(), called))
        .findFirst()
        .or(
            () ->
                rules.stream().filter(r -> r.about().title().equalsIgnoreCase(called)).findFirst())
        .or(() -> rules.stream().filter(r -> r.about().file().endsWith(called)).findFirst());
  }

  /** Those that raise alerts. */
  public List<ActiveRule> enabled() {
    return rules.stream().filter(ActiveRule::isEnabled).toList();
  }

  private static boolean isCalled(About about, String called) {
    return about.id().equalsIgnoreCase(called) || called.equals(about.name());
  }

  /** Collects the rules of one set. */
  private static final class Building {
    private final Map<String, ActiveRule> rules = new LinkedHashMap<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final List<SigmaDocument.Filter> filters = new ArrayList<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private final Set<String> disabled;
    private final RuleCompiler compiler;

    Building(List<SigmaDocument> documents, Set<String> disabled, RuleCompiler compiler) {
      this.disabled = disabled;
      this.compiler = compiler;
      for (SigmaDocument document : documents) {
        if (document instanceof SigmaDocument.Filter filter) {
          filters.add(filter);
        }
      }
    }

    void add(SigmaDocument document) {
      switch (document) {
        case SigmaDocument.Filter _filter -> {}
        case SigmaDocument.Correlated correlated ->
            leftOut.add(new LeftOut(correlated.about(), "correlations are not run yet"));
        case SigmaDocument.Rule rule -> {
          if (seen.merge(rule.about().id(), 1, Integer::sum) > 1) {
            leftOut.add(new LeftOut(rule.about(), "another rule has the same id"));
          } else {
            addRule(rule);
          }
        }
      }
    }

    private void addRule(SigmaDocument.Rule rule) {
      List<Query> all = new ArrayList<>();
      Stream<Compiled> parts =
          Stream.concat(
              Stream.of(compiler.compile(rule)),
              filters.stream()
                  .filter(filter -> narrows(filter, rule))
                  .map(filter -> compiler.compile(rule.logSource(), filter.detection())));
      for (Compiled part : parts.toList()) {
        switch (part) {
          case Compiled.Mapped mapped -> all.add(mapped.query());
          case Compiled.Unmapped unmapped -> {
            leftOut.add(new LeftOut(rule.about(), unmapped.reason()));
            return;
          }
        }
      }
      String id = rule.about().id();
      rules.put(
          id,
          new ActiveRule(rule.about(), rule.logSource(), Query.and(all), !disabled.contains(id)));
    }

    private static boolean narrows(SigmaDocument.Filter filter, SigmaDocument.Rule rule) {
      return filter.rules().isEmpty()
          ? filter.logSource().covers(rule.logSource())
          : filter.rules().stream().anyMatch(called -> isCalled(rule.about(), called));
    }
  }
}
