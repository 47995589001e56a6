package dev.ring3.search.detect.correlate;

import dev.ring3.search.query.Name;
import dev.ring3.search.sigma.rule.About;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What runs: correlations, the rules whose hits they need, and those that are silent for them. */
public final class CorrelationPlan {
  private final List<Node> nodes;
  private final List<Source> sources;
  private final Set<String> silenced;

  CorrelationPlan(List<Node> nodes, List<Source> sources, Set<String> silenced) {
    this.nodes = List.copyOf(nodes);
    this.sources = List.copyOf(sources);
    this.silenced = Set.copyOf(silenced);
  }

  List<Node> nodes() {
    return nodes;
  }

  List<Source> sources() {
    return sources;
  }

  /** The rules whose hits are needed; their places are the numbers of {@link Correlator#add}. */
  public List<About> rules() {
    return sources.stream().map(Source::about).toList();
  }

  /** Whether a rule's hits keep a value that has one of those names. */
  public boolean keeps(int rule, Predicate<Name> names) {
    return sources.get(rule).isAnyPlace(names);
  }

  /** Whether a rule or correlation raises no alerts of its own, as it only serves correlations. */
  public boolean isSilent(String id) {
    return silenced.contains(id);
  }

  /** The correlations that raise alerts. */
  public List<About> raising() {
    return nodes.stream().filter(Node::isRaising).map(Node::about).toList();
  }
}
