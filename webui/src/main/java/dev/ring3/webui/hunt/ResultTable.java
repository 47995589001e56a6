package dev.ring3.webui.hunt;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.event.FieldType;
import dev.ring3.search.export.Column;
import dev.ring3.search.hunt.HuntPage;
import dev.ring3.search.index.Order;
import dev.ring3.search.index.Row;
import dev.ring3.search.query.Names;
import dev.ring3.search.query.QueryException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page of hits as the table shows them.
 *
 * @param next address of the next page; null on the last
 * @param previous address of the page before; null on the first
 */
record ResultTable(
    List<Heading> headings, List<Line> lines, @Nullable String next, @Nullable String previous) {
  /** Characters of a cell; the event's own page shows the rest. */
  private static final int MOST = 400;

  ResultTable {
    headings = List.copyOf(headings);
    lines = List.copyOf(lines);
  }

  /**
   * The top of a column.
   *
   * @param title what is said when one points at it
   * @param sortUrl address in which the table is sorted by it, the other way round if it is already
   * @param sorted ascending, descending, or null if it is sorted by another column
   */
  record Heading(String label, String title, @Nullable String sortUrl, @Nullable String sorted) {}

  /** A hit. */
  record Line(String ref, String url, List<Cell> cells) {}

  /**
   * A value.
   *
   * @param kind how it is set: time, action, summary, long or plain
   */
  record Cell(String text, String kind) {}

  /** A column with what shows it. */
  private record Shown(String name, Optional<Field> field, @Nullable Column column) {
    static Shown of(String name, Names names) {
      Optional<Field> field = Field.named(name);
      return new Shown(name, field, name.equals(HuntState.SUMMARY) ? null : column(name, names));
    }

    /** Null for a name that nothing in this scope has. */
    private static @Nullable Column column(String name, Names names) {
      try {
        return Column.of(List.of(name), names).getFirst();
      } catch (QueryException | IllegalArgumentException e) {
        return null;
      }
    }

    Heading heading(HuntState state) {
      if (field.isEmpty()) {
        String label = name.substring(name.lastIndexOf('.') + 1);
        boolean isSummary = name.equals(HuntState.SUMMARY);
        return new Heading(isSummary ? "Summary" : label, name, null, null);
      }
      Field of = field.orElseThrow();
      String label = of == Field.TIMESTAMP ? "Time (UTC)" : of.label();
      if (of.type() == FieldType.PROSE) {
        return new Heading(label, of.ecs(), null, null);
      }
      boolean isSorted = state.order().field() == of;
      boolean descending = isSorted ? !state.order().descending() : of.type() == FieldType.DATE;
      String sorted = isSorted ? (state.order().descending() ? "descending" : "ascending") : null;
      return new Heading(
          label, of.ecs(), state.withOrder(new Order(of, descending)).url("/hunt"), sorted);
    }

    Cell cell(Event event) {
      if (name.equals(HuntState.SUMMARY)) {
        return new Cell(Summary.of(event), "summary");
      }
      if (field.isPresent() && field.orElseThrow().type() == FieldType.DATE) {
        String text = event.instant(field.orElseThrow()).map(TimeText::millis).orElse("");
        return new Cell(text, "time");
      }
      String text = column == null ? "" : column.text(event);
      String cut = text.length() <= MOST ? text : text.substring(0, MOST) + "…";
      return new Cell(cut, kind());
    }

    private String kind() {
      if (field.isEmpty()) {
        return "plain";
      }
      Field of = field.orElseThrow();
      if (of == Field.EVENT_ACTION) {
        return "action";
      }
      return of.type() == FieldType.TEXT ? "long" : "plain";
    }
  }

  static ResultTable of(HuntState state, HuntPage page, Names names) {
    List<Shown> columns = state.columns().stream().map(name -> Shown.of(name, names)).toList();
    return new ResultTable(
        columns.stream().map(column -> column.heading(state)).toList(),
        page.rows().stream().map(row -> line(row, columns, state)).toList(),
        page.next() == null ? null : state.withCursor(page.next()).url("/hunt"),
        page.previous() == null ? null : state.withCursor(page.previous()).url("/hunt"));
  }

  private static Line line(Row row, List<Shown> columns, HuntState state) {
    String ref = row.ref().toString();
    return new Line(
        ref,
        state.withCursor(null).url("/event/" + ref),
        columns.stream().map(column -> column.cell(row.event())).toList());
  }
}
