package dev.ring3.collector.sensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class LaneTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private final Lane lane = new Lane(Clock.fixed(NOW, ZoneOffset.UTC), new Semaphore(0));

  @Test
  void whatDoesNotFitIsCounted() {
    for (int i = 0; i < Lane.MAX_MESSAGES + 7; i++) {
      lane.offer(new byte[1]);
    }
    assertEquals(List.of(new Lane.Loss("Ring3's queue was full", 7, NOW, NOW)), lane.takeLosses());
    assertTrue(lane.takeLosses().isEmpty());
    assertEquals(7, lane.lost());
    assertEquals(Lane.MAX_MESSAGES + 7, lane.messages());
    for (int i = 0; i < Lane.MAX_MESSAGES; i++) {
      assertNotNull(lane.poll(NOW));
    }
    assertNull(lane.poll(NOW));
  }

  @Test
  void bytesAreBoundedAsWell() {
    byte[] large = new byte[1 << 20];
    for (int i = 0; i < Lane.MAX_BYTES / large.length + 1; i++) {
      lane.offer(large);
    }
    assertEquals(1, lane.lost());
  }

  @Test
  void aMessageWaitsForItsTime() {
    lane.offer(new byte[1]);
    assertNull(lane.poll(NOW.minusMillis(1)));
    assertNotNull(lane.poll(NOW));
  }
}
