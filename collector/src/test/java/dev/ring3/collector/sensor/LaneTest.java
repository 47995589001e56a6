package dev.ring3.collector.sensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class LaneTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private final Lane lane = new Lane(Clock.fixed(NOW, ZoneOffset.UTC), new Semaphore(0));

  @Test
  void whatDoesNotFitIsCounted() {
    int each = MessageQueue.HEAD_BYTES + 1000;
    long fit = Lane.MAX_BYTES / MessageQueue.BLOCK_BYTES * (MessageQueue.BLOCK_BYTES / each);
    for (long i = 0; i < fit + 7; i++) {
      lane.offer(new byte[1000]);
    }
    assertEquals(List.of(new Lane.Loss("Ring3's queue was full", 7, NOW, NOW)), lane.takeLosses());
    assertTrue(lane.takeLosses().isEmpty());
    assertEquals(7, lane.lost());
    assertEquals(fit + 7, lane.messages());
    for (long i = 1; i <= fit; i++) {
      assertEquals(i, Objects.requireNonNull(lane.poll(NOW)).number());
    }
    assertNull(lane.poll(NOW));
  }

  @Test
  void messagesComeOutAsTheyWentIn() {
    Random random = new Random(7);
    Deque<byte[]> expected = new ArrayDeque<>();
    for (int i = 0; i < 5000; i++) {
      byte[] message = new byte[random.nextInt(1 << random.nextInt(18))];
      random.nextBytes(message);
      lane.offer(message);
      expected.add(message);
      for (int taken = random.nextInt(4); taken > 0 && !expected.isEmpty(); taken--) {
        Message first = Objects.requireNonNull(lane.poll(NOW));
        assertArrayEquals(expected.remove(), first.bytes());
        assertEquals(NOW, first.readAt());
      }
      assertEquals(expected.isEmpty(), lane.isEmpty());
    }
    assertEquals(0, lane.lost());
  }

  @Test
  void aMessageWaitsForItsTime() {
    lane.offer(new byte[1]);
    assertNull(lane.poll(NOW.minusMillis(1)));
    assertNotNull(lane.poll(NOW));
  }
}
