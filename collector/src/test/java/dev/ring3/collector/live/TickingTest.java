package dev.ring3.collector.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TickingTest {
  private static final long START = -5; // nanoTime may be negative

  @Test
  void restsWhenNothingWasFoundForLong() {
    Ticking ticking = new Ticking(true, START);
    ticking.found(3, START + 10);
    long rest = START + 10 + Ticking.REST_NANOS;
    ticking.found(3, rest - 1);
    assertEquals(Ticking.BUSY_NANOS, ticking.every(rest - 1));
    assertEquals(Ticking.RESTING_NANOS, ticking.every(rest));
    ticking.found(4, rest + 1);
    assertEquals(Ticking.BUSY_NANOS, ticking.every(rest + 1));
  }

  @Test
  void whoMayNotRestDoesNot() {
    Ticking ticking = new Ticking(false, START);
    assertEquals(Ticking.BUSY_NANOS, ticking.every(START + 10 * Ticking.REST_NANOS));
  }
}
