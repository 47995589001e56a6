package dev.ring3.collector.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GatheringTest {
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  @Test
  void whatComesNowAndThenWaitsLittle() {
    Gathering gathering = new Gathering(0);
    gathering.took(9);
    assertEquals(Gathering.SHORT_NANOS, gathering.pause(10 * MILLI));
    gathering.took(39);
    assertEquals(Gathering.SHORT_NANOS, gathering.pause(50 * MILLI));
  }

  @Test
  void aMessageEachMillisecondAndMoreWaitLonger() {
    Gathering gathering = new Gathering(0);
    gathering.took(4);
    gathering.took(6);
    assertEquals(Gathering.LONG_NANOS, gathering.pause(10 * MILLI));
    gathering.took(256);
    assertEquals(Gathering.LONG_NANOS, gathering.pause(50 * MILLI));
    gathering.took(1);
    assertEquals(Gathering.SHORT_NANOS, gathering.pause(90 * MILLI));
  }
}
