package dev.ring3.collector.sensor.etw;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ring3.etw.SessionConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoppedSessionTest {
  private static final SessionConfig CONFIG =
      new SessionConfig(
          SessionConfig.PREFIX + "test",
          SessionConfig.Kind.USER,
          64,
          4,
          16,
          Duration.ofSeconds(1),
          0,
          0,
          1 << 16,
          List.of());

  /** Polled each second for ten minutes, as if nothing would let it start. */
  @Test
  void attemptsBecomeRareAndDoNotEnd() {
    long start = Long.MAX_VALUE - Duration.ofMinutes(5).toNanos(); // nanoTime may overflow
    StoppedSession stopped = new StoppedSession(CONFIG, start);
    List<Integer> attempts = new ArrayList<>();
    for (int second = 0; second <= 600; second++) {
      long now = start + Duration.ofSeconds(second).toNanos();
      if (stopped.isDue(now)) {
        attempts.add(second);
        stopped.failed(now);
      }
    }
    assertEquals(List.of(0, 1, 3, 7, 15, 31, 63, 123, 183, 243, 303, 363, 423, 483, 543), attempts);
  }
}
