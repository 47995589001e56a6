package dev.ring3.collector.sensor.windows.wmi;

import dev.ring3.collector.sensor.Inventory;
import dev.ring3.collector.sensor.Inventory.Item;
import dev.ring3.collector.sensor.windows.SnapshotSensor;
import dev.ring3.collector.sensor.windows.SnapshotSensor.Subject;
import dev.ring3.collector.sensor.windows.watch.SlowLook;
import dev.ring3.collector.sensor.windows.watch.WmiWatch;
import dev.ring3.collector.win32.wmi.WmiNamespace;
import dev.ring3.collector.win32.wmi.WmiObject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Permanent subscriptions of WMI: filters, which say when; consumers, which say what is started;
 * and the bindings of the two. They outlast a restart, and are in no key of the registry and no
 * folder. WMI is asked on a thread of its own, in time and when it tells of a change.
 */
public final class WmiSubscriptions {
  public static final String NAME = "windows.wmi";

  static final Duration EVERY = Duration.ofSeconds(10);
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Where subscriptions can be; the first is the usual place. */
  private static final List<String> NAMESPACES =
      List.of("ROOT\\subscription", "ROOT\\default", "ROOT\\CIMV2");

  private WmiSubscriptions() {}

  /**
   * @param host name of this host
   */
  public static SnapshotSensor sensor(Clock clock, String host) {
    return sensor(NAMESPACES, EVERY, clock, host);
  }

  /**
   * @param every how often to look where WMI does not tell of a change
   */
  static SnapshotSensor sensor(List<String> namespaces, Duration every, Clock clock, String host) {
    WmiWatch watch = new WmiWatch("subscriptions of WMI", namespaces, changes());
    SlowLook look =
        new SlowLook("WMI", every, PATIENCE, System::nanoTime, () -> all(namespaces), watch);
    List<Inventory> inventories =
        SubscriptionPart.ALL.stream().map(part -> inventory(part, look)).toList();
    Subject subject =
        new Subject(
            NAME,
            "Subscriptions of WMI (compared)",
            "Event filters, consumers and their bindings that are made, changed or deleted, within"
                + " seconds or, where WMI does not tell of the change, 20 seconds.",
            every,
            inventories);
    return new SnapshotSensor(subject, look, Set::of, clock, host);
  }

  /**
   * WMI itself keeps the objects of these classes and tells of them; it would only compare them, as
   * often as {@code WITHIN} says, if a provider did.
   */
  static String changes() {
    return SubscriptionPart.ALL.stream()
        .map(part -> "TargetInstance ISA '" + part.className() + "'")
        .collect(
            Collectors.joining(
                " OR ", "SELECT * FROM __InstanceOperationEvent WITHIN 5 WHERE ", ""));
  }

  private static Inventory inventory(SubscriptionPart part, SlowLook look) {
    return new Inventory(
        part.name(),
        part.action(),
        part.action(),
        part.action(),
        List.of(),
        () -> look.of(part.name()));
  }

  /** On the thread of the look. */
  private static Map<String, Map<String, Item>> all(List<String> namespaces) throws IOException {
    Map<String, Map<String, Item>> all = new LinkedHashMap<>();
    for (String name : namespaces) {
      try (WmiNamespace namespace = WmiNamespace.open(name)) {
        for (SubscriptionPart part : SubscriptionPart.ALL) {
          Map<String, Item> items = all.computeIfAbsent(part.name(), _p -> new LinkedHashMap<>());
          for (WmiObject object :
              namespace.objects(part.className(), Inventory.MAX_ITEMS - items.size(), PATIENCE)) {
            items.put(name + ':' + object.path(), part.item(name, object));
          }
        }
      }
    }
    return all;
  }
}
