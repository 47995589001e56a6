package dev.ring3.collector.win32.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.testing.ExampleService;
import dev.ring3.collector.win32.service.ServiceControl.Purpose;
import dev.ring3.collector.win32.service.ServiceControl.State;
import dev.ring3.collector.win32.service.ServiceNotices.Gaps;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Services of this Windows, really started, stopped and deleted. */
@EnabledOnOs(OS.WINDOWS)
@Timeout(120)
class ServiceNoticesTest {
  private static final Gaps NONE = new Gaps(Set.of(), 0);

  private static void await(BooleanSupplier happens) {
    while (!happens.getAsBoolean()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  /** Takes what is still to come of what was done. */
  private static void settle(ServiceNotices notices) {
    long quiet = System.nanoTime();
    while (System.nanoTime() - quiet < TimeUnit.MILLISECONDS.toNanos(500)) {
      if (notices.take()) {
        quiet = System.nanoTime();
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private static boolean isThere(String name) {
    try (ServiceControl service = ServiceControl.open(name, Purpose.ASK).orElse(null)) {
      return service != null;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean is(State state, String name) {
    try (ServiceControl service = ServiceControl.open(name, Purpose.ASK).orElseThrow()) {
      return service.status().state() == state;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isWatching() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("ring3-services"));
  }

  @Test
  void startsAndStopsAreToldAgainAndAgain() throws Exception {
    try (ExampleService service = ExampleService.create("starts");
        ServiceNotices notices = ServiceNotices.open(Set.of(service.name()))) {
      assertEquals(NONE, notices.gaps());
      await(notices::take); // the state that it has
      settle(notices);
      for (int time = 0; time < 3; time++) {
        assertFalse(notices.take(), "nothing is told that did not happen");
        service.start();
        await(notices::take);
        await(() -> is(State.RUNNING, service.name()));
        settle(notices);
        service.stop();
        await(notices::take);
        await(() -> is(State.STOPPED, service.name()));
        settle(notices);
      }
    }
  }

  @Test
  void onlyTheServicesThatAreWantedAreWatched() throws Exception {
    try (ExampleService service = ExampleService.create("later");
        ServiceNotices notices = ServiceNotices.open(Set.of("ring3 has no such service"))) {
      assertEquals(NONE, notices.gaps());
      service.start();
      settle(notices);
      assertFalse(notices.take());
      notices.watch(Set.of(service.name()));
      await(notices::take);
      settle(notices);
      notices.watch(Set.of());
      settle(notices);
      service.stop();
      settle(notices);
      assertFalse(notices.take());
    }
  }

  @Test
  void noDeletionWaitsForIt() throws Exception {
    try (ExampleService service = ExampleService.create("deleted");
        ServiceNotices notices = ServiceNotices.open(Set.of(service.name()))) {
      await(notices::take);
      service.delete();
      await(() -> !isThere(service.name()));
      assertTrue(isWatching());
    }
  }

  @Test
  void onceItIsClosedNothingIsHeldAndNoThreadIsLeft() throws Exception {
    for (int time = 0; time < 3; time++) {
      try (ExampleService service = ExampleService.create("closed")) {
        ServiceNotices notices = ServiceNotices.open(Set.of(service.name()));
        assertTrue(isWatching());
        await(notices::take);
        service.delete();
        notices.close();
        assertFalse(isThere(service.name()), "a handle is still open");
        assertFalse(isWatching());
        assertFalse(notices.take());
      }
    }
  }

  @Test
  void allServicesOfThisHostCanBeWatched() throws Exception {
    Set<String> all =
        Set.copyOf(
            Services.list(Services.Kind.SERVICE).stream().map(Services.Service::name).toList());
    try (ServiceNotices notices = ServiceNotices.open(all)) {
      assertEquals(0, notices.gaps().tooMany());
      assertTrue(notices.gaps().denied().size() < all.size(), () -> "none of " + all);
      await(notices::take);
    }
    assertFalse(isWatching());
  }
}
