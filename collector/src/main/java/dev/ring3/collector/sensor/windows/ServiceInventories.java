package dev.ring3.collector.sensor.windows;

import dev.ring3.collector.sensor.Inventory;
import dev.ring3.collector.sensor.Inventory.Item;
import dev.ring3.collector.sensor.windows.SnapshotSensor.Subject;
import dev.ring3.collector.sensor.windows.watch.RegistryWatch;
import dev.ring3.collector.sensor.windows.watch.ServiceWatch;
import dev.ring3.collector.sensor.windows.watch.Wakes;
import dev.ring3.collector.win32.RegistryKey.Changes;
import dev.ring3.collector.win32.service.Services;
import dev.ring3.collector.win32.service.Services.Kind;
import dev.ring3.collector.win32.service.Services.Service;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Services as they are set up, and drivers as they run, by the service control manager. */
public final class ServiceInventories {
  public static final String NAME = "windows.services";

  static final Duration EVERY = Duration.ofSeconds(5);

  /** The service control manager makes and deletes a key for each service and driver here. */
  private static final String KEY = "HKLM\\SYSTEM\\CurrentControlSet\\Services";

  private static final String PID = "windows.service.pid";
  private static final int RUNNING = 4;
  private static final List<String> STATES =
      List.of(
          "stopped",
          "start pending",
          "stop pending",
          "running",
          "continue pending",
          "pause pending",
          "paused");
  private static final List<String> STARTS =
      List.of("boot", "system", "automatic", "manual", "disabled");

  private ServiceInventories() {}

  /**
   * @param host name of this host
   */
  public static SnapshotSensor sensor(Clock clock, String host) {
    return sensor(EVERY, clock, host);
  }

  /**
   * @param every how often to look where Windows does not tell of a change
   */
  static SnapshotSensor sensor(Duration every, Clock clock, String host) {
    AtomicReference<Set<String>> names = new AtomicReference<>(Set.of());
    return new SnapshotSensor(
        new Subject(
            NAME,
            "Services and drivers (compared)",
            "Services that are made, deleted, started or stopped, mostly within a second; what else"
                + " is changed, and drivers that are loaded or unloaded, within 5 seconds.",
            every,
            List.of(services(names), drivers())),
        new Wakes(
            new RegistryWatch(() -> List.of(KEY), Changes.KEYS), new ServiceWatch(names::get)),
        Set::of,
        clock,
        host);
  }

  /**
   * @param names takes the names that were found last
   */
  private static Inventory services(AtomicReference<Set<String>> names) {
    return new Inventory(
        "services",
        "service_create",
        "service_change",
        "service_delete",
        List.of(),
        () -> {
          Map<String, Item> found = look(Kind.SERVICE, service -> true);
          names.set(others(found));
          return found;
        });
  }

  /**
   * Not the service that this process runs: its end could be told to nobody, and its deletion shall
   * not wait for how long this process takes to end.
   */
  private static Set<String> others(Map<String, Item> services) {
    String own = Long.toString(ProcessHandle.current().pid());
    return services.entrySet().stream()
        .filter(service -> !own.equals(service.getValue().values().get(PID)))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Inventory drivers() {
    return new Inventory(
        "drivers",
        "driver_load",
        "driver_change",
        "driver_unload",
        List.of(),
        () -> look(Kind.DRIVER, driver -> driver.state() == RUNNING));
  }

  private static Map<String, Item> look(Kind kind, Predicate<Service> wanted) throws IOException {
    Map<String, Item> items = new LinkedHashMap<>();
    for (Service service : Services.list(kind)) {
      if (wanted.test(service) && items.size() < Inventory.MAX_ITEMS) {
        Map<String, String> values = values(service);
        items.put(service.name(), new Item(values.toString(), values));
      }
    }
    return items;
  }

  /** The process of a service is none of its own: it acts for it, and is not who changed it. */
  private static Map<String, String> values(Service service) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("service.name", service.name());
    values.put("service.state", word(STATES, service.state() - 1));
    values.put("windows.service.display_name", service.displayName());
    values.put("windows.service.type", "0x" + Integer.toHexString(service.type()));
    service.pid().ifPresent(pid -> values.put(PID, Long.toString(pid)));
    service
        .config()
        .ifPresent(
            config -> {
              values.put("windows.service.start", word(STARTS, config.startType()));
              values.put("windows.service.command", config.command());
              values.put("windows.service.account", config.account());
            });
    return values;
  }

  private static String word(List<String> words, int number) {
    return number >= 0 && number < words.size() ? words.get(number) : Integer.toString(number);
  }
}
