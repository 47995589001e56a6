package dev.ring3.search.detect.correlate;

import dev.ring3.search.query.Names;
import dev.ring3.search.sigma.rule.About;
import dev.ring3.search.sigma.rule.Correlation;
import dev.ring3.search.sigma.rule.LogSource;
import dev.ring3.search.sigma.rule.SigmaDocument;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The correlations of a set of rules, each with the rules that it refers to by id or name.
 * Immutable.
 */
public final class CorrelationSet {
  /** Rules that one correlation may look at. */
  public static final int MOST_RULES = 64;

  /** Correlations that may stand one on the other. */
  public static final int DEEPEST = 8;

  private final List<SigmaDocument.Correlated> all;
  private final Links links;

  /** A rule that has a query. */
  public record BaseRule(About about, LogSource logSource) {
    public BaseRule {
      Objects.requireNonNull(about);
      Objects.requireNonNull(logSource);
    }
  }

  /** A correlation that cannot be run, and why. */
  public record Refused(About about, String reason) {
    public Refused {
      Objects.requireNonNull(about);
      Objects.requireNonNull(reason);
    }
  }

  /** Where events of a log source have the values of a field; none if they have no such field. */
  public interface Places {
    List<Names.Place> of(LogSource source, String field);
  }

  private CorrelationSet(List<SigmaDocument.Correlated> all, Links links) {
    this.all = List.copyOf(all);
    this.links = links;
  }

  /** A set without correlations. */
  public static CorrelationSet none() {
    return of(List.of(), List.of(), (_source, _field) -> List.of());
  }

  /**
   * Links correlations with what they refer to.
   *
   * @param rules that correlations can refer to
   */
  public static CorrelationSet of(
      List<SigmaDocument.Correlated> correlations, List<BaseRule> rules, Places places) {
    return new CorrelationSet(correlations, Links.of(correlations, rules, places));
  }

  /** Those that can run; one that another refers to stands before it. */
  public List<SigmaDocument.Correlated> running() {
    return links.linked().stream().map(Links.Linked::document).toList();
  }

  /** Those that cannot. */
  public List<Refused> refused() {
    return links.refused();
  }

  /** How many were read. */
  public int size() {
    return all.size();
  }

  /**
   * What is needed to run some of the correlations.
   *
   * @param isEnabled whether the correlation of an id raises alerts
   */
  public CorrelationPlan plan(Predicate<String> isEnabled) {
    return new Planning(isEnabled).plan();
  }

  /** Makes one plan. */
  private final class Planning {
    private final List<Links.Linked> linked = links.linked();
    private final Predicate<String> isEnabled;

    /** Numbers of the correlations that are enabled, or that those refer to. */
    private final Set<Integer> needed = new LinkedHashSet<>();

    /** Numbers of those that only serve others. */
    private final Set<Integer> serving = new LinkedHashSet<>();

    private final Set<String> silenced = new LinkedHashSet<>();
    private final Set<String> generated = new LinkedHashSet<>();

    Planning(Predicate<String> isEnabled) {
      this.isEnabled = isEnabled;
      for (int number = linked.size() - 1; number >= 0; number--) {
        boolean isOn = isEnabled.test(linked.get(number).document().about().id());
        if (isOn || serving.contains(number)) {
          needed.add(number);
          refer(linked.get(number));
        }
      }
      silenced.removeAll(generated);
    }

    private void refer(Links.Linked from) {
      boolean isGenerating = from.document().correlation().isGenerating();
      for (Links.Input input : from.inputs()) {
        (isGenerating ? generated : silenced).add(input.about().id());
        if (input instanceof Links.OfCorrelation of) {
          serving.add(of.number());
        }
      }
    }

    CorrelationPlan plan() {
      List<Integer> numbers = needed.stream().sorted().toList();
      List<Node> nodes = new ArrayList<>();
      for (int number : numbers) {
        Links.Linked of = linked.get(number);
        String id = of.document().about().id();
        nodes.add(
            new Node(
                of.document().about(),
                of.document().correlation(),
                of.inputs().stream().map(Links.Input::about).toList(),
                of.document().correlation().groupBy().stream()
                    .map(name -> links.place(of, name).map(Names.Place::name))
                    .toList(),
                feeds(id, numbers),
                isEnabled.test(id) && !silenced.contains(id)));
      }
      return new CorrelationPlan(nodes, sources(numbers), silenced);
    }

    /** Where the hits of a rule, or what a correlation found, go. */
    private List<Feed> feeds(String id, List<Integer> numbers) {
      List<Feed> feeds = new ArrayList<>();
      for (int node = 0; node < numbers.size(); node++) {
        Links.Linked to = linked.get(numbers.get(node));
        for (int input = 0; input < to.inputs().size(); input++) {
          if (to.inputs().get(input).about().id().equals(id)) {
            feeds.add(new Feed(node, input, isTemporal(to.document().correlation())));
          }
        }
      }
      return feeds;
    }

    private static boolean isTemporal(Correlation correlation) {
      return correlation.type() == Correlation.Type.TEMPORAL
          || correlation.type() == Correlation.Type.TEMPORAL_ORDERED;
    }

    private List<Source> sources(List<Integer> numbers) {
      Set<String> names = new LinkedHashSet<>();
      Set<BaseRule> rules = new LinkedHashSet<>();
      for (int number : numbers) {
        Links.Linked of = linked.get(number);
        names.addAll(names(of));
        for (Links.Input input : of.inputs()) {
          if (input instanceof Links.OfRule rule) {
            rules.add(rule.rule());
          }
        }
      }
      return rules.stream().map(rule -> source(rule, names, numbers)).toList();
    }

    private Source source(BaseRule rule, Set<String> names, List<Integer> numbers) {
      List<String> known = new ArrayList<>();
      List<List<Names.Place>> places = new ArrayList<>();
      for (String name : names) {
        List<Names.Place> of = links.places(rule, name);
        if (!of.isEmpty()) {
          known.add(name);
          places.add(of);
        }
      }
      return new Source(rule.about(), known, places, feeds(rule.about().id(), numbers));
    }

    /** Every field whose value it may ask for. */
    private static Set<String> names(Links.Linked of) {
      Correlation correlation = of.document().correlation();
      Set<String> names = new LinkedHashSet<>(correlation.groupBy());
      names.addAll(correlation.fields());
      correlation.aliases().values().forEach(byRule -> names.addAll(byRule.values()));
      return names;
    }
  }
}
