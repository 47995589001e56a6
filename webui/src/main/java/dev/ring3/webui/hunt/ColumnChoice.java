package dev.ring3.webui.hunt;

import dev.ring3.collector.event.Field;
import dev.ring3.search.index.Row;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A column that can be chosen.
 *
 * @param chosen whether the table has it now
 */
record ColumnChoice(String name, String label, boolean chosen) {
  /** The table's own columns in their order, the summary, the hits' own names, all fields. */
  static List<ColumnChoice> of(HuntState state, List<Row> rows) {
    Set<String> names = new LinkedHashSet<>(state.columns());
    names.add(HuntState.SUMMARY);
    names.addAll(HuntState.USUAL_COLUMNS);
    for (Field field : Field.values()) {
      names.add(field.ecs());
    }
    TreeSet<String> ofSource = new TreeSet<>();
    rows.forEach(row -> ofSource.addAll(row.event().source().keySet()));
    names.addAll(ofSource);
    List<ColumnChoice> choices = new ArrayList<>();
    for (String name : names) {
      String label = name.equals(HuntState.SUMMARY) ? "Summary" : FacetView.label(name);
      choices.add(new ColumnChoice(name, label, state.columns().contains(name)));
    }
    return choices;
  }
}
