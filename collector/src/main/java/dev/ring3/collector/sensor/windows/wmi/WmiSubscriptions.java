package dev.ring3.collector.sensor.windows.wmi;

import dev.ring3.collector.sensor.Inventory;
import dev.ring3.collector.sensor.Inventory.Item;
import dev.ring3.collector.sensor.windows.SnapshotSensor;
import dev.ring3.collector.sensor.windows.SnapshotSensor.Subject;
import dev.ring3.collector.sensor.windows.watch.SlowLook;
import dev.ring3.collector.win32.wmi.WmiNamespace;
import dev.ring3.collector.win32.wmi.WmiObject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Permanent subscriptions of WMI: filters, which say when; consumers, which say what is started;
 * and the bindings of the two. They outlast a restart, and are in no key of the registry and no
 * folder. WMI is asked on a thread of its own.
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
    SlowLook look = new SlowLook("WMI", EVERY, PATIENCE, System::nanoTime, WmiSubscriptions::all);
    List<Inventory> inventories =
        SubscriptionPart.ALL.stream().map(part -> inventory(part, look)).toList();
    Subject subject =
        new Subject(
            NAME,
            "Subscriptions of WMI (compared)",
            "Event filters, consumers and their bindings that are made, changed or deleted, within"
                + " 20 seconds.",
            EVERY,
            inventories);
    return new SnapshotSensor(subject, look, Set::of, clock, host);
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
  private static Map<String, Map<String, Item>> all() throws IOException {
    Map<String, Map<String, Item>> all = new LinkedHashMap<>();
    for (String name : NAMESPACES) {
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
