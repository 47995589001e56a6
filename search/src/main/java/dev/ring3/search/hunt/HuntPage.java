package dev.ring3.search.hunt;

import dev.ring3.search.index.CaseStatus;
import dev.ring3.search.index.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some hits in order.
 *
 * @param rows the hits
 * @param next the cursor of the page after this one; null if this is the last
 * @param previous the cursor of the page before this one; null if this is the first
 * @param unreadable cases that were not searched because they are damaged
 */
public record HuntPage(
    List<Row> rows,
    @Nullable String next,
    @Nullable String previous,
    List<CaseStatus.Unreadable> unreadable) {
  public HuntPage {
    rows = List.copyOf(rows);
    unreadable = List.copyOf(unreadable);
  }
}
