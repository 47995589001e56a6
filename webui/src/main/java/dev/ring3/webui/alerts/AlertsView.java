package dev.ring3.webui.alerts;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.search.hunt.Facet;
import dev.ring3.search.hunt.Hunt;
import dev.ring3.search.hunt.HuntRequest;
import dev.ring3.search.index.EventRef;
import dev.ring3.search.index.Row;
import dev.ring3.search.index.ValueTable;
import dev.ring3.webui.hunt.HuntState;
import dev.ring3.webui.hunt.TimeText;
import dev.ring3.webui.state.Triage;
import dev.ring3.webui.state.TriageBook;
import dev.ring3.webui.state.TriageStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Alerts as the page shows them.
 *
 * @param total how many there are
 * @param rules those that found something, the gravest first
 * @param more rules that are not shown
 * @param newest the last alerts of the status that was chosen
 * @param trees process trees of the highest risk among the last alerts
 */
record AlertsView(
    long total,
    List<Level> levels,
    List<Rule> rules,
    int more,
    List<Line> newest,
    List<RiskTrees.Tree> trees) {
  /** Rules that are shown: each costs one question to the index. */
  private static final int MOST_RULES = 60;

  private static final int NEWEST = 50;

  /** Alerts among which those are looked for, and of which trees are made. */
  private static final int LOOKED_AT = 1_000;

  private static final int TREES = 8;
  private static final List<String> LEVELS =
      List.of("critical", "high", "medium", "low", "informational");

  AlertsView {
    levels = List.copyOf(levels);
    rules = List.copyOf(rules);
    newest = List.copyOf(newest);
    trees = List.copyOf(trees);
  }

  /** A level with its alerts. */
  record Level(String name, long count, String url) {}

  /** A rule with its alerts. */
  record Rule(String name, String level, String techniques, long count, String last, String url) {
    private int rank() {
      int rank = LEVELS.indexOf(level);
      return rank < 0 ? LEVELS.size() : rank;
    }
  }

  /** An alert. */
  record Line(
      String time,
      String level,
      String rule,
      String host,
      String process,
      String what,
      String status,
      String owner,
      String url) {}

  /**
   * @param state whose query holds for alerts only
   */
  static AlertsView of(
      Hunt hunt, HuntRequest request, HuntState state, TriageBook triage, StatusFilter filter) {
    Facet byLevel = facet(hunt, request, state, Field.RULE_LEVEL);
    List<Level> levels = levels(byLevel, state);
    List<Rule> rules = new ArrayList<>();
    for (Level level : levels) {
      HuntState only = state.with(Field.RULE_LEVEL.ecs(), level.name());
      List<ValueTable.Entry> found = facet(hunt, request, only, Field.RULE_UUID).values();
      for (ValueTable.Entry entry :
          found.subList(0, Math.min(MOST_RULES - rules.size(), found.size()))) {
        rules.add(rule(hunt, request, state, entry));
      }
    }
    rules.sort(
        Comparator.comparingInt(Rule::rank).thenComparing(Rule::last, Comparator.reverseOrder()));
    List<Row> last = hunt.page(request, null, LOOKED_AT).rows();
    Map<EventRef, Triage> decided = triage.of(last);
    List<Row> wanted =
        last.stream()
            .filter(row -> filter.lists(decided.getOrDefault(row.ref(), Triage.NONE)))
            .toList();
    return new AlertsView(
        hunt.count(request),
        levels,
        rules,
        facet(hunt, request, state, Field.RULE_UUID).distinct() - rules.size(),
        wanted.stream()
            .limit(NEWEST)
            .map(row -> line(row, decided.getOrDefault(row.ref(), Triage.NONE), state))
            .toList(),
        RiskTrees.of(wanted, state, TREES));
  }

  /** The commonest values of a field among the alerts of a state. */
  private static Facet facet(Hunt hunt, HuntRequest request, HuntState state, Field field) {
    HuntRequest asked =
        new HuntRequest(state.query(), request.range(), request.scope(), request.order());
    return hunt.facets(asked, List.of(field.ecs()), MOST_RULES, false).getFirst();
  }

  private static List<Level> levels(Facet facet, HuntState state) {
    List<Level> levels = new ArrayList<>();
    for (String name : LEVELS) {
      facet.values().stream()
          .filter(entry -> entry.value().toLowerCase(Locale.ROOT).equals(name))
          .forEach(
              entry ->
                  levels.add(
                      new Level(
                          name,
                          entry.count(),
                          state.with(Field.RULE_LEVEL.ecs(), name).url("/hunt"))));
    }
    return levels;
  }

  private static Rule rule(
      Hunt hunt, HuntRequest request, HuntState state, ValueTable.Entry entry) {
    HuntState only = state.with(Field.RULE_UUID.ecs(), entry.value());
    HuntRequest newest =
        new HuntRequest(only.query(), request.range(), request.scope(), request.order());
    Event last = hunt.page(newest, null, 1).rows().getFirst().event();
    return new Rule(
        last.text(Field.RULE_NAME).orElse(entry.value()),
        last.text(Field.RULE_LEVEL).orElse(""),
        String.join(", ", last.texts(Field.THREAT_TECHNIQUE_ID)),
        entry.count(),
        TimeText.seconds(last.time()),
        only.url("/hunt"));
  }

  private static Line line(Row row, Triage triage, HuntState state) {
    Event alert = row.event();
    return new Line(
        TimeText.millis(alert.time()),
        alert.text(Field.RULE_LEVEL).orElse(""),
        alert.text(Field.MESSAGE).or(() -> alert.text(Field.RULE_NAME)).orElse(""),
        alert.text(Field.HOST_NAME).orElse(""),
        alert.text(Field.PROCESS_NAME).or(() -> alert.text(Field.PROCESS_EXECUTABLE)).orElse(""),
        alert.text(Field.PROCESS_COMMAND_LINE).or(() -> alert.text(Field.USER_NAME)).orElse(""),
        triage.status() == TriageStatus.OPEN ? "" : triage.status().label(),
        triage.owner(),
        state.url("/event/" + row.ref()));
  }
}
