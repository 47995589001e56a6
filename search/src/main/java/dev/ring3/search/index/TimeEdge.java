package dev.ring3.search.index;

import dev.ring3.collector.event.Field;
import dev.ring3.search.index.mapping.Layout;
import java.io.IOException;
import java.time.Instant;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.PointValues;
import org.jspecify.annotations.Nullable;

/** The times of the earliest and the latest event of an index; null if it has none. */
final class TimeEdge {
  private static final String TIME = Field.TIMESTAMP.ecs();

  private TimeEdge() {}

  static @Nullable Instant first(IndexReader reader) throws IOException {
    return instant(PointValues.getMinPackedValue(reader, TIME));
  }

  static @Nullable Instant last(IndexReader reader) throws IOException {
    return instant(PointValues.getMaxPackedValue(reader, TIME));
  }

  private static @Nullable Instant instant(byte @Nullable [] packed) {
    return packed == null ? null : Layout.instant(LongPoint.decodeDimension(packed, 0));
  }
}
