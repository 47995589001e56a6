package dev.ring3.search.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.event.Field;
import dev.ring3.search.query.Query;
import dev.ring3.search.testing.Imports;
import dev.ring3.search.testing.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All hits are handed on in order, in batches that end where they should. */
class SnapshotBatchesTest {
  private static final int EVENTS = 5_300;

  /** Three batches, the last of which is not full; each has several chunks of 500. */
  private static final int MOST = 2_000;

  @TempDir Path data;

  @Test
  void everyHitComesOnceInOrder() {
    try (Cases cases = new Cases(data, InstantSource.system())) {
      fill(cases);
      BitSet seen = new BitSet();
      Instant[] last = {Instant.MAX};
      try (Snapshot snapshot = EventIndex.over(cases).open(List.of("big"), Duration.ofMinutes(5))) {
        long hits =
            snapshot.forEach(
                new Query.All(),
                Order.NEWEST_FIRST,
                Long.MAX_VALUE,
                MOST,
                row -> {
                  assertFalse(row.event().time().isAfter(last[0]));
                  last[0] = row.event().time();
                  int number = (int) row.event().number(Field.WINLOG_RECORD_ID).getAsLong();
                  assertFalse(seen.get(number), "twice");
                  seen.set(number);
                });
        assertEquals(EVENTS, hits);
        assertEquals(EVENTS, seen.cardinality());
      }
    }
  }

  @Test
  void aLimitWithinABatchIsKept() {
    try (Cases cases = new Cases(data, InstantSource.system())) {
      fill(cases);
      try (Snapshot snapshot = EventIndex.over(cases).open(List.of("big"), Duration.ofMinutes(5))) {
        int[] handed = new int[1];
        assertEquals(
            MOST + 1,
            snapshot.forEach(
                new Query.All(), Order.NEWEST_FIRST, MOST + 1, MOST, _row -> handed[0]++));
        assertEquals(MOST + 1, handed[0]);
      }
    }
  }

  private static void fill(Cases cases) {
    Workload workload = new Workload();
    try (CaseWriter writer = cases.write("big");
        EventWriter target = writer.begin(Imports.file("big"))) {
      for (int i = 0; i < EVENTS; i++) {
        target.accept(workload.next());
      }
      target.finish(EVENTS, 0);
    }
    assertTrue(cases.names().contains("big"));
  }
}
