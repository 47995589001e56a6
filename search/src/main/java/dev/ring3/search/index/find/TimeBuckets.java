package dev.ring3.search.index.find;

import dev.ring3.collector.event.Field;
import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;

/** Counts hits by time. Times in nanoseconds since 1970. */
public final class TimeBuckets extends SimpleCollector {
  private final long first;
  private final long width;
  private final long[] counts;
  private SortedNumericDocValues times = DocValues.emptySortedNumeric();

  /**
   * @param start within the first bucket; buckets begin at multiples of {@code width}
   * @param width of each bucket
   */
  public TimeBuckets(long start, long width, int buckets) {
    this.first = Math.floorDiv(start, width);
    this.width = width;
    this.counts = new long[buckets];
  }

  @Override
  protected void doSetNextReader(LeafReaderContext leaf) throws IOException {
    times = DocValues.getSortedNumeric(leaf.reader(), Field.TIMESTAMP.ecs());
  }

  @Override
  public void collect(int document) throws IOException {
    if (times.advanceExact(document)) {
      long bucket = Math.floorDiv(times.nextValue(), width) - first;
      if (bucket >= 0 && bucket < counts.length) {
        counts[(int) bucket]++;
      }
    }
  }

  @Override
  public void setScorer(Scorable scorer) {}

  @Override
  public ScoreMode scoreMode() {
    return ScoreMode.COMPLETE_NO_SCORES;
  }

  /** Hits per bucket. */
  public long[] counts() {
    return counts.clone();
  }
}
