package dev.ring3.collector.sensor.windows.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.sensor.Ability.Lack;
import dev.ring3.collector.sensor.Inventory.Item;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SlowLookTest {
  private static final Duration EVERY = Duration.ofSeconds(10);

  private final AtomicLong clock = new AtomicLong();
  private final Told sooner = new Told();

  /** Wakes once for each time that it is told to. */
  private static final class Told implements Wake {
    private int times;
    private boolean isOpen;

    @Override
    public List<Lack> open() {
      isOpen = true;
      return List.of(new Lack("this", "that"));
    }

    @Override
    public boolean changed() {
      return times > 0 && times-- > 0;
    }

    @Override
    public void close() {
      isOpen = false;
    }
  }

  private static Map<String, Map<String, Item>> state(String state) {
    return Map.of("things", Map.of("one", new Item(state, Map.of())));
  }

  private SlowLook look(Duration patience, SlowLook.Source source) {
    return new SlowLook("test", EVERY, patience, clock::get, source, sooner);
  }

  private static void awaitChange(SlowLook look) {
    while (!look.changed()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void theFirstAnswerIsWaitedForAndLaterOnesWake() throws IOException {
    AtomicInteger looks = new AtomicInteger();
    try (SlowLook look =
        look(
            Duration.ofSeconds(10),
            () -> state(Thread.currentThread().getName() + looks.incrementAndGet()))) {
      assertEquals(state("ring3-test1").get("things"), look.of("things"));
      assertEquals(Map.of(), look.of("others"));
      look.refresh();
      assertEquals(1, looks.get(), "it is not time yet");
      clock.addAndGet(EVERY.toNanos());
      look.refresh();
      awaitChange(look);
      assertEquals(state("ring3-test2").get("things"), look.of("things"));
      assertFalse(look.changed());
    }
  }

  @Test
  void whatHangsHoldsNobodyAndIsTold() throws Exception {
    Semaphore answers = new Semaphore(1);
    AtomicInteger hanging = new AtomicInteger();
    CountDownLatch asked = new CountDownLatch(2);
    try (SlowLook look =
        look(
            Duration.ofSeconds(30),
            () -> {
              hanging.incrementAndGet();
              asked.countDown();
              answers.acquireUninterruptibly();
              hanging.decrementAndGet();
              return state("answered");
            })) {
      look.of("things");
      clock.addAndGet(EVERY.toNanos());
      look.refresh();
      assertTrue(asked.await(20, TimeUnit.SECONDS));
      assertEquals(state("answered").get("things"), look.of("things"), "what was found last");
      clock.addAndGet(Duration.ofSeconds(31).toNanos());
      IOException hangs = assertThrows(IOException.class, () -> look.of("things"));
      assertTrue(String.valueOf(hangs.getMessage()).contains("has not answered for 30 s"));
      look.refresh();
      assertEquals(1, hanging.get(), "nobody is asked twice");
      answers.release();
      awaitChange(look);
      assertEquals(state("answered").get("things"), look.of("things"));
    }
  }

  @Test
  void aFirstAnswerThatDoesNotComeIsGivenUp() {
    CountDownLatch end = new CountDownLatch(1);
    try (SlowLook look =
        look(
            Duration.ofMillis(20),
            () -> {
              try {
                end.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return state("late");
            })) {
      assertThrows(IOException.class, () -> look.of("things"));
      end.countDown();
    }
  }

  @Test
  void aFailureIsToldUntilItIsOver() throws IOException {
    AtomicInteger looks = new AtomicInteger();
    try (SlowLook look =
        look(
            Duration.ofSeconds(10),
            () -> {
              if (looks.incrementAndGet() == 1) {
                throw new IOException("refused");
              }
              return state("allowed");
            })) {
      assertEquals(
          "refused", assertThrows(IOException.class, () -> look.of("things")).getMessage());
      clock.addAndGet(EVERY.toNanos());
      look.refresh();
      awaitChange(look);
      assertEquals(state("allowed").get("things"), look.of("things"));
    }
  }

  @Test
  void whatSaysThatItIsTimeIsOpenedAndClosedWithIt() {
    SlowLook look = look(Duration.ofSeconds(10), () -> state("any"));
    assertEquals(List.of(new Lack("this", "that")), look.open());
    assertTrue(sooner.isOpen);
    look.close();
    assertFalse(sooner.isOpen);
  }

  @Test
  void itLooksSoonerIfThatIsSaidButRestsFirst() throws IOException {
    AtomicInteger looks = new AtomicInteger();
    try (SlowLook look =
        look(
            Duration.ofSeconds(30),
            () -> {
              clock.addAndGet(Duration.ofMillis(100).toNanos()); // it takes that long
              return state("look " + looks.incrementAndGet());
            })) {
      assertEquals(state("look 1").get("things"), look.of("things"));
      sooner.times = 1;
      assertFalse(look.changed());
      assertFalse(look.changed());
      assertEquals(1, looks.get(), "it rests");
      clock.addAndGet(Duration.ofMillis(1900).toNanos());
      awaitChange(look);
      assertEquals(state("look 2").get("things"), look.of("things"));
      clock.addAndGet(Duration.ofMillis(1900).toNanos());
      assertFalse(look.changed(), "one word, one look");
      assertEquals(2, looks.get());
    }
  }

  @Test
  void whatIsSaidDuringALookIsLookedAtAfterIt() throws Exception {
    Semaphore answers = new Semaphore(1);
    CountDownLatch asked = new CountDownLatch(2);
    AtomicInteger looks = new AtomicInteger();
    try (SlowLook look =
        look(
            Duration.ofSeconds(30),
            () -> {
              asked.countDown();
              answers.acquireUninterruptibly();
              return state("look " + looks.incrementAndGet());
            })) {
      look.of("things");
      sooner.times = 1;
      assertFalse(look.changed());
      assertTrue(asked.await(20, TimeUnit.SECONDS), "it looks for the second time");
      sooner.times = 1;
      assertFalse(look.changed());
      answers.release(2);
      awaitChange(look);
      awaitChange(look);
      assertEquals(state("look 3").get("things"), look.of("things"));
    }
  }
}
