package dev.ring3.collector.sensor.windows;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final AtomicLong millis = new AtomicLong();
  private final Pace pace = new Pace(Duration.ofMillis(250), () -> millis.get() * 1_000_000);

  private boolean isDueAt(long time) {
    millis.set(time);
    return pace.isDue();
  }

  @Test
  void quickWorkIsDoneInItsInterval() {
    assertTrue(isDueAt(0));
    pace.run(() -> millis.set(5));
    assertFalse(isDueAt(249));
    assertTrue(isDueAt(250));
  }

  @Test
  void slowWorkTakesATwentiethOfTheTime() {
    pace.run(() -> millis.set(100));
    assertFalse(isDueAt(1999));
    assertTrue(isDueAt(2000));
  }

  @Test
  void oneVerySlowLookDoesNotKeepFromLookingForLong() {
    pace.run(() -> millis.set(4000));
    assertFalse(isDueAt(8749));
    assertTrue(isDueAt(8750));
  }
}
