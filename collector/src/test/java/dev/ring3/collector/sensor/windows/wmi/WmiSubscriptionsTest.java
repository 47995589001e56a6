package dev.ring3.collector.sensor.windows.wmi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.sensor.Ability;
import dev.ring3.collector.sensor.Ability.Lack;
import dev.ring3.collector.sensor.Inventory.Item;
import dev.ring3.collector.sensor.Lane;
import dev.ring3.collector.sensor.windows.SnapshotSensor;
import dev.ring3.collector.sensor.windows.watch.SlowLook;
import dev.ring3.collector.sensor.windows.watch.WmiWatch;
import dev.ring3.collector.testing.ExampleService;
import dev.ring3.collector.win32.wmi.WmiNamespace;
import dev.ring3.collector.win32.wmi.WmiObject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Asks the WMI of this Windows, for whose events Wine has no more than a refusal. */
@EnabledOnOs(OS.WINDOWS)
@Timeout(120)
class WmiSubscriptionsTest {
  /** Those of the sensor's that Wine has as well. */
  private static final List<String> NAMESPACES = List.of("ROOT\\CIMV2", "ROOT\\default");

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** A Windows that tells lacks nothing; one that doesn't is said not to, and where and why. */
  private static void toldIfRefused(List<Lack> lacks) {
    for (Lack lack : lacks) {
      assertEquals("subscriptions of WMI at once, in ROOT\\CIMV2, ROOT\\default", lack.what());
      assertTrue(
          lack.remedy()
              .startsWith(
                  "they are looked for in time: asking WMI for events in ROOT\\CIMV2 failed (0x8"),
          lack::remedy);
    }
    assertTrue(lacks.size() <= 1, lacks::toString);
  }

  private static boolean isListening() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("ring3-WMI-events"));
  }

  @Test
  void whetherWmiTellsOfChangesIsSaidByTheSensor() throws Exception {
    SnapshotSensor sensor =
        WmiSubscriptions.sensor(NAMESPACES, Duration.ofHours(1), Clock.systemUTC(), "here");
    Ability probed = sensor.probe();
    assertTrue(probed.works(), probed::toString);
    toldIfRefused(probed.lacks());
    assertFalse(isListening(), "a probe leaves nothing behind");
    Ability started = sensor.start(new Lane(Clock.systemUTC(), new Semaphore(0)));
    assertEquals(probed, started);
    assertTrue(isListening());
    sensor.stop();
    assertFalse(isListening());
  }

  @Test
  void whereWmiDoesNotTellItIsLookedInTime() throws Exception {
    WmiWatch watch = new WmiWatch("subscriptions of WMI", NAMESPACES, WmiSubscriptions.changes());
    try (SlowLook look =
            new SlowLook(
                "WMI",
                Duration.ofMillis(500),
                PATIENCE,
                System::nanoTime,
                WmiSubscriptionsTest::services,
                watch);
        ExampleService service = ExampleService.create("polled")) {
      toldIfRefused(look.open());
      assertTrue(look.of("services").containsKey(service.name()));
      service.delete();
      while (look.of("services").containsKey(service.name())) {
        look.refresh();
        look.changed();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    }
    assertFalse(isListening());
  }

  private static Map<String, Map<String, Item>> services() throws IOException {
    Map<String, Item> services = new LinkedHashMap<>();
    try (WmiNamespace namespace = WmiNamespace.open("ROOT\\CIMV2")) {
      for (WmiObject object : namespace.objects("Win32_Service", 10_000, PATIENCE)) {
        services.put(object.property("Name").orElse(""), new Item("", object.properties()));
      }
    }
    return Map.of("services", services);
  }

  @Test
  void theQueryNamesAllThreePartsOfASubscription() {
    assertEquals(
        "SELECT * FROM __InstanceOperationEvent WITHIN 5 WHERE TargetInstance ISA '__EventFilter'"
            + " OR TargetInstance ISA '__EventConsumer'"
            + " OR TargetInstance ISA '__FilterToConsumerBinding'",
        WmiSubscriptions.changes());
  }
}
