package dev.ring3.collector.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SmallHeapTest {
  private static final long MB = 1 << 20;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private long used = 24 * MB;
  private long alive = 24 * MB;
  private int collections;
  private final SmallHeap heap = new SmallHeap(() -> used, this::collect, 0);

  private void collect() {
    collections++;
    used = alive;
  }

  @Test
  void collectsWhenItGrewByAThird() {
    used = 24 * MB + 8 * MB + SmallHeap.YOUNG_BYTES;
    heap.tick(20 * SECOND);
    assertEquals(0, collections);
    used += 1;
    heap.tick(21 * SECOND);
    assertEquals(1, collections);
    heap.tick(60 * SECOND);
    assertEquals(1, collections);
  }

  @Test
  void whatIsAliveIsNotCollectedAgainAndAgain() {
    alive = 100 * MB;
    used = 100 * MB;
    heap.tick(20 * SECOND);
    assertEquals(1, collections);
    used = 100 * MB + 33 * MB + SmallHeap.YOUNG_BYTES;
    heap.tick(100 * SECOND);
    assertEquals(1, collections);
  }

  @Test
  void restsBetweenTwoCollections() {
    used = 90 * MB;
    heap.tick(SmallHeap.LEAST_NANOS - 1);
    assertEquals(0, collections);
    heap.tick(SmallHeap.LEAST_NANOS);
    assertEquals(1, collections);
    used = 90 * MB;
    heap.tick(2 * SmallHeap.LEAST_NANOS - 1);
    assertEquals(1, collections);
  }

  @Test
  void whatABurstLeftIsCollectedAfterSomeMinutes() {
    alive = 90 * MB;
    used = 90 * MB;
    heap.tick(20 * SECOND);
    alive = 24 * MB;
    heap.tick(20 * SECOND + SmallHeap.MOST_NANOS - 1);
    assertEquals(1, collections);
    heap.tick(20 * SECOND + SmallHeap.MOST_NANOS);
    assertEquals(2, collections);
    assertEquals(24 * MB, used);
  }
}
