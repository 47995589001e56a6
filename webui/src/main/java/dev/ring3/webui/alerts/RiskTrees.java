package dev.ring3.webui.alerts;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.search.index.Row;
import dev.ring3.search.query.QueryText;
import dev.ring3.webui.hunt.HuntState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Alerts by process tree. A tree starts with the highest process that an alert is about; what its
 * descendants are alerted for counts for it. Its risk is the sum of the weights of its rules, each
 * counted once: many hits of one rule weigh no more than one.
 */
final class RiskTrees {
  private static final Map<String, Integer> WEIGHTS =
      Map.of("critical", 100, "high", 50, "medium", 20, "low", 5, "informational", 1);

  private RiskTrees() {}

  /**
   * A tree.
   *
   * @param risk the sum of its rules' weights
   * @param rules different ones
   * @param url a hunt for everything that its processes did
   */
  record Tree(
      String process, String host, int risk, int rules, int alerts, String names, String url) {}

  /** One that is being built. */
  private static final class Growing {
    private final Set<String> rules = new HashSet<>();
    private final List<String> names = new ArrayList<>();
    private int risk;
    private int alerts;
    private String process = "";
    private String host = "";

    void add(Event alert) {
      alerts++;
      String rule = alert.text(Field.RULE_NAME).orElse("");
      if (rules.add(alert.text(Field.RULE_UUID).orElse(rule))) {
        risk += WEIGHTS.getOrDefault(alert.text(Field.RULE_LEVEL).orElse(""), 1);
        names.add(rule);
      }
    }

    void call(Event ofRoot) {
      host = ofRoot.text(Field.HOST_NAME).orElse("");
      process =
          ofRoot
              .text(Field.PROCESS_NAME)
              .or(() -> ofRoot.text(Field.PROCESS_EXECUTABLE))
              .orElse("");
    }
  }

  /** The trees of the highest risk. */
  static List<Tree> of(List<Row> alerts, HuntState state, int most) {
    Set<String> alerted = new HashSet<>();
    for (Row row : alerts) {
      row.event().text(Field.PROCESS_ENTITY_ID).ifPresent(alerted::add);
    }
    Map<String, Growing> trees = new HashMap<>();
    for (Row row : alerts) {
      Event alert = row.event();
      if (alert.has(Field.PROCESS_ENTITY_ID)) {
        String own = alert.text(Field.PROCESS_ENTITY_ID).orElseThrow();
        String root = root(own, alert, alerted);
        Growing tree = trees.computeIfAbsent(root, _r -> new Growing());
        tree.add(alert);
        if (root.equals(own)) {
          tree.call(alert);
        }
      }
    }
    return trees.entrySet().stream()
        .map(entry -> tree(entry.getKey(), entry.getValue(), state))
        .sorted(Comparator.comparingInt(Tree::risk).thenComparingInt(Tree::alerts).reversed())
        .limit(most)
        .toList();
  }

  /** The highest ancestor that an alert is about; ancestors come nearest first. */
  private static String root(String own, Event alert, Set<String> alerted) {
    String root = own;
    for (String ancestor : alert.texts(Field.PROCESS_ANCESTRY)) {
      if (alerted.contains(ancestor)) {
        root = ancestor;
      }
    }
    return root;
  }

  private static Tree tree(String root, Growing tree, HuntState state) {
    String all =
        QueryText.match(Field.PROCESS_ENTITY_ID.ecs(), root)
            + " OR "
            + QueryText.match(Field.PROCESS_ANCESTRY.ecs(), root);
    return new Tree(
        tree.process,
        tree.host,
        tree.risk,
        tree.rules.size(),
        tree.alerts,
        String.join(", ", tree.names),
        state.withQuery(all).url("/hunt"));
  }
}
