package dev.ring3.search.index.find;

import dev.ring3.collector.event.Field;
import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;

/** Finds the times of the earliest and the latest hit, in nanoseconds since 1970. */
public final class TimeEdges extends SimpleCollector {
  private SortedNumericDocValues times = DocValues.emptySortedNumeric();
  private boolean any;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  @Override
  protected void doSetNextReader(LeafReaderContext leaf) throws IOException {
    times = DocValues.getSortedNumeric(leaf.reader(), Field.TIMESTAMP.ecs());
  }

  @Override
  public void collect(int document) throws IOException {
    if (times.advanceExact(document)) {
      long time = times.nextValue();
      any = true;
      first = Math.min(first, time);
      last = Math.max(last, time);
    }
  }

  /** The two times; nothing if there was no hit. */
  public Optional<long[]> edges() {
    return any ? Optional.of(new long[] {first, last}) : Optional.empty();
  }

  @Override
  public void setScorer(Scorable scorer) {}

  @Override
  public ScoreMode scoreMode() {
    return ScoreMode.COMPLETE_NO_SCORES;
  }
}
