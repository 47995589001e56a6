package dev.ring3.search.detect.rules;

import dev.ring3.search.detect.correlate.CorrelationSet;
import dev.ring3.search.detect.exclude.Exclusions;
import dev.ring3.search.query.Query;
import dev.ring3.search.sigma.read.Finding;
import dev.ring3.search.sigma.rule.About;
import dev.ring3.search.sigma.rule.SigmaDocument;
import dev.ring3.search.sigma.taxonomy.Compiled;
import dev.ring3.search.sigma.taxonomy.RuleCompiler;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All rules, with their meaning.
 *
 * @param rules those on events that can be run, in the order of their files
 * @param correlations those on what other rules found
 * @param disabled ids of the rules that raise no alerts
 * @param leftOut those that cannot
 * @param findings errors and warnings of the files
 * @param exclusions alerts of them that are not raised
 */
public record RuleSet(
    List<ActiveRule> rules,
    CorrelationSet correlations,
    Set<String> disabled,
    List<LeftOut> leftOut,
    List<Finding> findings,
    Exclusions exclusions) {
  public RuleSet {
    Objects.requireNonNull(correlations);
    disabled = Set.copyOf(disabled);
    rules = List.copyOf(rules);
    leftOut = List.copyOf(leftOut);
    findings = List.copyOf(findings);
    Objects.requireNonNull(exclusions);
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
    return building.build(findings);
  }

  /** The same rules with other exclusions. */
  public RuleSet with(Exclusions others) {
    return new RuleSet(rules, correlations, disabled, leftOut, findings, others);
  }

  /** Every rule that can run: those on events, then the correlations. */
  public List<AnyRule> all() {
    List<AnyRule> all = new ArrayList<>(rules);
    for (SigmaDocument.Correlated each : correlations.running()) {
      boolean isEnabled = !disabled.contains(each.about().id());
      all.add(new ActiveCorrelation(each.about(), each.correlation(), isEnabled));
    }
    return all;
  }

  /** The rule of that id, or else of that name, title or file name. */
  public Optional<AnyRule> find(String called) {
    List<AnyRule> all = all();
    return all.stream()
        .filter(rule -> isCalled(rule.about(), called))
        .findFirst()
        .or(() -> all.stream().filter(r -> r.about().title().equalsIgnoreCase(called)).findFirst())
        .or(() -> all.stream().filter(r -> r.about().file().endsWith(called)).findFirst());
  }

  /** Those on events that raise alerts. */
  public List<ActiveRule> enabled() {
    return rules.stream().filter(ActiveRule::isEnabled).toList();
  }

  /** How many raise alerts, correlations among them. */
  public long enabledCount() {
    return all().stream().filter(AnyRule::isEnabled).count();
  }

  private static boolean isCalled(About about, String called) {
    return about.id().equalsIgnoreCase(called) || called.equals(about.name());
  }

  /** Collects the rules of one set. */
  private static final class Building {
    private final Map<String, ActiveRule> rules = new LinkedHashMap<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final List<SigmaDocument.Filter> filters = new ArrayList<>();
    private final List<SigmaDocument.Correlated> correlations = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
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
        case SigmaDocument.Correlated correlated -> {
          if (isNew(correlated.about())) {
            correlations.add(correlated);
          }
        }
        case SigmaDocument.Rule rule -> {
          if (isNew(rule.about())) {
            addRule(rule);
          }
        }
      }
    }

    private boolean isNew(About about) {
      boolean isNew = seen.add(about.id());
      if (!isNew) {
        leftOut.add(new LeftOut(about, "another rule has the same id"));
      }
      return isNew;
    }

    RuleSet build(List<Finding> findings) {
      CorrelationSet linked =
          CorrelationSet.of(
              correlations,
              rules.values().stream()
                  .map(rule -> new CorrelationSet.BaseRule(rule.about(), rule.logSource()))
                  .toList(),
              compiler::places);
      linked.refused().forEach(each -> leftOut.add(new LeftOut(each.about(), each.reason())));
      return new RuleSet(
          new ArrayList<>(rules.values()), linked, disabled, leftOut, findings, Exclusions.none());
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
