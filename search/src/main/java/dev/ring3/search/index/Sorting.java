package dev.ring3.search.index;

import dev.ring3.search.index.mapping.Layout;
import java.util.Objects;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSortField;
import org.apache.lucene.search.SortedSetSortField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** An {@link Order} as Lucene sorts: by its field, then by key, then by case. */
final class Sorting {
  private Sorting() {}

  /**
   * @param backwards the exact reverse of the order
   */
  static Sort of(Order order, boolean backwards) {
    boolean reverse = order.descending() != backwards;
    return new Sort(
        first(order, reverse, !backwards),
        new SortField(Layout.KEY, SortField.Type.LONG, reverse),
        new SortField(Layout.HOME, SortField.Type.LONG, reverse));
  }

  private static SortField first(Order order, boolean reverse, boolean missingLast) {
    String name = order.field().ecs();
    boolean greatest = missingLast != reverse;
    return switch (order.field().type()) {
      case LONG, DATE ->
          new SortedNumericSortField(
              name,
              SortField.Type.LONG,
              reverse,
              org.apache.lucene.search.SortedNumericSelector.Type.MIN,
              greatest ? Long.MAX_VALUE : Long.MIN_VALUE);
      case KEYWORD, TEXT, IP, BOOLEAN, PROSE ->
          new SortedSetSortField(
              name,
              reverse,
              org.apache.lucene.search.SortedSetSelector.Type.MIN,
              greatest ? SortField.STRING_LAST : SortField.STRING_FIRST);
    };
  }

  static Position position(FieldDoc hit) {
    Object[] fields = Objects.requireNonNull(hit.fields);
    Object value = fields[0] instanceof BytesRef bytes ? bytes.utf8ToString() : fields[0];
    return new Position(value, (Long) fields[1], (Long) fields[2]);
  }

  /** What Lucene resumes after; null for the start. */
  static @Nullable FieldDoc after(@Nullable Position position) {
    if (position == null) {
      return null;
    }
    Object value = position.value() instanceof String text ? new BytesRef(text) : position.value();
    return new FieldDoc(
        Integer.MAX_VALUE, Float.NaN, new Object[] {value, position.key(), position.home()});
  }
}
