package dev.ring3.search.detect.indicators;

import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.search.detect.indicators.value.Indicator;
import dev.ring3.search.detect.indicators.value.IndicatorType;
import dev.ring3.search.index.Snapshot;
import dev.ring3.search.query.Criterion;
import dev.ring3.search.query.Name;
import dev.ring3.search.query.Query;
import dev.ring3.search.query.TextPattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Looks for indicators in an index: asks of each value that the index has whether it is one, so
 * that the time depends on the index and hardly on how many indicators there are.
 */
public final class IndicatorRetro {
  /** Values met that are told of; an index with more of them is better hunted by list. */
  public static final int MOST = 10_000;

  private IndicatorRetro() {}

  /**
   * A value that is in the index.
   *
   * @param value in lower case
   * @param query the events that have it, while the indicator was valid
   */
  public record Hit(IndicatorSet.Found found, Field field, String value, Query query) {
    public Hit {
      Objects.requireNonNull(found);
      Objects.requireNonNull(field);
      Objects.requireNonNull(value);
      Objects.requireNonNull(query);
    }
  }

  /** The indicators that events of the index have, at most {@link #MOST}. */
  public static List<Hit> ask(IndicatorSet set, Snapshot snapshot) {
    Set<Hit> hits = new LinkedHashSet<>();
    for (IndicatorType type : set.kinds()) {
      for (Field field : type.fields()) {
        snapshot.terms(field, value -> add(set, type, field, value, hits));
      }
    }
    List<Hit> sure = new ArrayList<>();
    for (Hit hit : hits) {
      if (snapshot.count(hit.query()) > 0) {
        sure.add(hit);
      }
    }
    return sure;
  }

  private static void add(
      IndicatorSet set, IndicatorType type, Field field, String value, Set<Hit> hits) {
    for (IndicatorSet.Found found : set.find(type, value)) {
      if (hits.size() < MOST) {
        hits.add(new Hit(found, field, value, query(type, field, value, found.indicator())));
      }
    }
  }

  private static Query query(IndicatorType type, Field field, String value, Indicator indicator) {
    List<Query> all = new ArrayList<>();
    all.add(is(field, value));
    all.add(new Query.Not(is(Field.EVENT_KIND, "alert")));
    if (field == Field.FILE_NAME) {
      Query pipe =
          Query.or(
              List.of(
                  is(Field.EVENT_ACTION, EventType.PIPE_CREATE.action()),
                  is(Field.EVENT_ACTION, EventType.PIPE_CONNECT.action())));
      all.add(type == IndicatorType.PIPE ? pipe : new Query.Not(pipe));
    }
    if (indicator.expires() != null) {
      all.add(
          new Query.Match(
              new Name.OfField(Field.TIMESTAMP),
              new Criterion.Times(Instant.MIN, indicator.expires())));
    }
    return Query.and(all);
  }

  private static Query is(Field field, String value) {
    return new Query.Match(new Name.OfField(field), new Criterion.Text(TextPattern.literal(value)));
  }
}
