package dev.ring3.search.index.find;

import dev.ring3.collector.event.Field;
import java.io.IOException;
import java.util.Objects;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.PointValues;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.jspecify.annotations.Nullable;

/**
 * Sorts by time without looking at every hit: searches a stretch of time next to where the page
 * starts, and a wider one only if it holds too few hits.
 *
 * <p>Lucene alone would visit nearly every hit of a segment that is in order of time, as each next
 * one is newer than those it has. Here the millionth page costs what the first does.
 */
public final class TimeWindow {
  private static final String TIME = Field.TIMESTAMP.ecs();

  /** How much wider each next window is. */
  private static final long STEP = 16;

  private final IndexSearcher searcher;
  private final Query query;
  private final Sort sort;
  private final boolean descending;
  private final int size;

  /**
   * @param sort by time first
   * @param descending as the sort is
   */
  public TimeWindow(IndexSearcher searcher, Query query, Sort sort, boolean descending, int size) {
    this.searcher = searcher;
    this.query = query;
    this.sort = sort;
    this.descending = descending;
    this.size = size;
  }

  /** The first hits after one, or the first of all. */
  public ScoreDoc[] top(@Nullable FieldDoc after) throws IOException {
    byte[] least = PointValues.getMinPackedValue(searcher.getIndexReader(), TIME);
    byte[] greatest = PointValues.getMaxPackedValue(searcher.getIndexReader(), TIME);
    if (least == null || greatest == null) {
      return new ScoreDoc[0];
    }
    long low = LongPoint.decodeDimension(least, 0);
    long high = LongPoint.decodeDimension(greatest, 0);
    long edge = descending ? high : low;
    if (after != null) {
      edge = (Long) Objects.requireNonNull(Objects.requireNonNull(after.fields)[0]);
    }
    long width = firstWidth(low, high, edge);
    while (true) {
      long end = far(edge, width);
      boolean isLast = width == Long.MAX_VALUE || (descending ? end <= low : end >= high);
      Query within =
          isLast
              ? query
              : new BooleanQuery.Builder()
                  .add(query, Occur.FILTER)
                  .add(range(edge, end), Occur.FILTER)
                  .build();
      ScoreDoc[] hits =
          searcher.search(within, new TopFieldCollectorManager(sort, size, after, 1)).scoreDocs;
      if (isLast || hits.length >= size || searcher.timedOut()) {
        return hits;
      }
      width = width > Long.MAX_VALUE / STEP ? Long.MAX_VALUE : width * STEP;
    }
  }

  /** A width with some thousand events, if they were spread evenly, or less where they are not. */
  private long firstWidth(long low, long high, long edge) throws IOException {
    long wanted = 1_000 + 4L * size;
    long windows = Math.max(1, searcher.getIndexReader().numDocs() / wanted);
    long all = high > 0 && low < high - Long.MAX_VALUE ? Long.MAX_VALUE : high - low;
    long width = Math.max(1, all / windows);
    while (width > STEP && searcher.count(range(edge, far(edge, width))) > STEP * wanted) {
      width /= STEP;
    }
    return width;
  }

  private long far(long edge, long width) {
    return descending ? less(edge, width) : more(edge, width);
  }

  private Query range(long edge, long end) {
    return LongField.newRangeQuery(TIME, Math.min(edge, end), Math.max(edge, end));
  }

  private static long less(long from, long by) {
    return from < Long.MIN_VALUE + by ? Long.MIN_VALUE : from - by;
  }

  private static long more(long from, long by) {
    return from > Long.MAX_VALUE - by ? Long.MAX_VALUE : from + by;
  }
}
