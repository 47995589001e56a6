package dev.ring3.search.hunt;

import dev.ring3.search.index.Order;
import dev.ring3.search.index.TimeRange;
import java.util.Objects;

/**
 * What is looked for.
 *
 * @param query in the hunt language; blank for everything
 * @param range of {@code @timestamp}, besides what the query says
 * @param scope where
 * @param order in which hits come
 */
public record HuntRequest(String query, TimeRange range, HuntScope scope, Order order) {
  public HuntRequest {
    Objects.requireNonNull(query);
    Objects.requireNonNull(range);
    Objects.requireNonNull(scope);
    Objects.requireNonNull(order);
  }

  /** Over all time, newest first. */
  public static HuntRequest of(String query, HuntScope scope) {
    return new HuntRequest(query, TimeRange.ALL, scope, Order.NEWEST_FIRST);
  }
}
