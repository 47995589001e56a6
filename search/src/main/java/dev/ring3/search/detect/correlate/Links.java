package dev.ring3.search.detect.correlate;

import dev.ring3.search.detect.correlate.CorrelationSet.BaseRule;
import dev.ring3.search.detect.correlate.CorrelationSet.Places;
import dev.ring3.search.detect.correlate.CorrelationSet.Refused;
import dev.ring3.search.query.Names;
import dev.ring3.search.sigma.rule.About;
import dev.ring3.search.sigma.rule.Correlation;
import dev.ring3.search.sigma.rule.SigmaDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what correlations refer to, or why they cannot run. */
final class Links {
  private static final String TOO_DEEP =
      "more than " + CorrelationSet.DEEPEST + " correlations stand one on the other";

  private final Map<String, SigmaDocument.Correlated> correlations = new HashMap<>();
  private final Map<String, BaseRule> rules = new HashMap<>();
  private final Places places;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Linked> linked = new ArrayList<>();
  private final Map<String, Refused> refused = new LinkedHashMap<>();
  private final Set<String> underWay = new HashSet<>();

  /**
   * A correlation with what it refers to.
   *
   * @param height how many correlations stand one on the other, this one included
   */
  record Linked(SigmaDocument.Correlated document, List<Input> inputs, int height) {
    Linked {
      inputs = List.copyOf(inputs);
    }
  }

  /** What a correlation refers to. */
  sealed interface Input {
    About about();
  }

  /** A rule on events. */
  record OfRule(BaseRule rule) implements Input {
    @Override
    public About about() {
      return rule.about();
    }
  }

  /** Another correlation, by its place among those that are linked. */
  record OfCorrelation(About about, int number) implements Input {}

  /** Ends the linking of a correlation; becomes a {@link Refused}. */
  private static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RefusedException(String reason) {
      super(reason);
    }
  }

  private Links(Places places) {
    this.places = places;
  }

  static Links of(
      List<SigmaDocument.Correlated> correlations, List<BaseRule> rules, Places places) {
    Links links = new Links(places);
    correlations.forEach(each -> name(links.correlations, each.about(), each));
    rules.forEach(each -> name(links.rules, each.about(), each));
    correlations.forEach(links::linkOrRefuse);
    return links;
  }

  private static <T> void name(Map<String, T> by, About about, T value) {
    by.putIfAbsent(about.id().toLowerCase(Locale.ROOT), value);
    if (about.name() != null) {
      by.putIfAbsent(about.name(), value);
    }
  }

  private static <T> Optional<T> called(Map<String, T> by, String called) {
    T found = by.get(called);
    return Optional.ofNullable(found == null ? by.get(called.toLowerCase(Locale.ROOT)) : found);
  }

  List<Linked> linked() {
    return linked;
  }

  List<Refused> refused() {
    return List.copyOf(refused.values());
  }

  /** Links one that stands on its own, or notes why it cannot run. */
  private void linkOrRefuse(SigmaDocument.Correlated document) {
    try {
      link(document);
    } catch (RefusedException e) {
      refused.putIfAbsent(
          document.about().id(), new Refused(document.about(), String.valueOf(e.getMessage())));
    }
  }

  /** The number of a correlation, linked now if it is not yet. */
  private int link(SigmaDocument.Correlated document) {
    String id = document.about().id();
    Integer known = numbers.get(id);
    if (known != null) {
      return known;
    }
    if (underWay.size() >= CorrelationSet.DEEPEST) {
      throw new RefusedException(TOO_DEEP);
    }
    if (!underWay.add(id)) {
      throw new RefusedException("it refers to itself");
    }
    try {
      List<Input> inputs = inputs(document);
      int height = 1 + inputs.stream().mapToInt(this::height).max().orElse(0);
      if (height > CorrelationSet.DEEPEST) {
        throw new RefusedException(TOO_DEEP);
      }
      linked.add(new Linked(document, inputs, height));
      numbers.put(id, linked.size() - 1);
      return linked.size() - 1;
    } finally {
      underWay.remove(id);
    }
  }

  private int height(Input input) {
    return switch (input) {
      case OfRule _rule -> 0;
      case OfCorrelation of -> linked.get(of.number()).height();
    };
  }

  private List<Input> inputs(SigmaDocument.Correlated document) {
    Correlation correlation = document.correlation();
    if (correlation.rules().size() > CorrelationSet.MOST_RULES) {
      throw new RefusedException("it looks at more than " + CorrelationSet.MOST_RULES + " rules");
    }
    List<Input> inputs = new ArrayList<>();
    for (String called : correlation.rules()) {
      Input input = input(called);
      if (inputs.stream().noneMatch(each -> each.about().id().equals(input.about().id()))) {
        inputs.add(input);
      }
      if (input instanceof OfRule of) {
        check(correlation, of.rule());
      }
    }
    return inputs;
  }

  private Input input(String called) {
    Optional<BaseRule> rule = called(rules, called);
    if (rule.isPresent()) {
      return new OfRule(rule.orElseThrow());
    }
    SigmaDocument.Correlated other =
        called(correlations, called)
            .orElseThrow(
                () -> new RefusedException("no rule '" + called + "' is there that can run"));
    try {
      return new OfCorrelation(other.about(), link(other));
    } catch (RefusedException e) {
      throw new RefusedException("'" + called + "' cannot run: " + e.getMessage());
    }
  }

  private void check(Correlation correlation, BaseRule rule) {
    for (String name : correlation.groupBy()) {
      check(correlation.fieldOf(name, rule.about()), rule);
    }
    for (String name : correlation.fields()) {
      check(correlation.fieldOf(name, rule.about()), rule);
    }
  }

  private void check(String field, BaseRule rule) {
    if (places(rule, field).isEmpty()) {
      throw new RefusedException(
          "no event of '" + rule.about().title() + "' has a field '" + field + "'");
    }
  }

  List<Names.Place> places(BaseRule rule, String field) {
    return places.of(rule.logSource(), field);
  }

  /** Where events of a correlation's first rule have the value of a name. */
  Optional<Names.Place> place(Linked of, String name) {
    Input first = of.inputs().getFirst();
    String field = of.document().correlation().fieldOf(name, first.about());
    return switch (first) {
      case OfRule rule -> places(rule.rule(), field).stream().findFirst();
      case OfCorrelation other -> place(linked.get(other.number()), field);
    };
  }
}
