package dev.ring3.webui.hunt;

import dev.ring3.collector.event.Field;
import dev.ring3.search.hunt.Facet;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of one field as the sidebar shows them.
 *
 * @param rarest whether the rarest values are shown instead of the most frequent
 * @param otherOrderUrl address of the same with the other order
 * @param columnUrl address of the page with the field as a column, or without it
 */
record FacetView(
    String name,
    List<Line> lines,
    int distinct,
    long hits,
    boolean rarest,
    String otherOrderUrl,
    String columnUrl,
    boolean isColumn) {
  /** Values that are shown at once. */
  static final int MOST = 10;

  FacetView {
    lines = List.copyOf(lines);
  }

  /**
   * One value.
   *
   * @param percent its share of the hits that have the field
   */
  record Line(String value, long count, double percent, String inUrl, String outUrl) {}

  static FacetView of(Facet facet, HuntState state, boolean rarest) {
    String name = facet.field();
    HuntState first = state.withCursor(null);
    List<Line> lines = new ArrayList<>();
    facet
        .values()
        .forEach(
            value ->
                lines.add(
                    new Line(
                        value.value(),
                        value.count(),
                        Math.round(1000.0 * value.count() / Math.max(1, facet.hits())) / 10.0,
                        first.with(name, value.value()).url("/hunt"),
                        first.without(name, value.value()).url("/hunt"))));
    List<String> columns = new ArrayList<>(state.columns());
    boolean isColumn = columns.remove(name);
    if (!isColumn) {
      int summary = columns.indexOf(HuntState.SUMMARY);
      columns.add(summary < 0 ? columns.size() : summary, name);
    }
    return new FacetView(
        name,
        lines,
        facet.distinct(),
        facet.hits(),
        rarest,
        first.url("/hunt/field", "name", name) + (rarest ? "" : "&rarest=true"),
        state.withColumns(columns).url("/hunt"),
        isColumn);
  }

  /** What people read. */
  static String label(String name) {
    return Field.named(name)
        .map(Field::label)
        .orElseGet(() -> name.substring(name.lastIndexOf('.') + 1));
  }
}
