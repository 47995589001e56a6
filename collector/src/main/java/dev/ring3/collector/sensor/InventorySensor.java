package dev.ring3.collector.sensor;

import dev.ring3.collector.source.HostRecord;
import dev.ring3.collector.source.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What stays on a host and starts things, compared every {@link #EVERY_NANOS}: scheduled tasks,
 * services, modules, preloaded libraries, keys that may log in, users and groups. Sees what was
 * changed past all other sensors, within that time, without who did it. The first look tells
 * nothing.
 */
final class InventorySensor implements Sensor {
  static final long EVERY_NANOS = 10_000_000_000L;

  private final List<Inventory> inventories;
  private final Map<String, Map<String, String>> before = new LinkedHashMap<>();
  private long last = System.nanoTime() - EVERY_NANOS;
  private long number;

  InventorySensor(List<Inventory> inventories) {
    this.inventories = List.copyOf(inventories);
  }

  @Override
  public String name() {
    return "linux.inventory";
  }

  @Override
  public String title() {
    return "Inventory (compared)";
  }

  @Override
  public Ability probe() {
    return Ability.full(
        "Changed tasks, services, modules, preloads, keys, users and groups, within 10 seconds,"
            + " without who changed them.");
  }

  @Override
  public Ability start(Lane lane) {
    return probe();
  }

  @Override
  public void decode(Message message, Findings findings) {}

  @Override
  public void tick(Findings findings) {
    long now = System.nanoTime();
    if (now - last >= EVERY_NANOS) {
      last = now;
      inventories.forEach(inventory -> compare(inventory, findings));
    }
  }

  private void compare(Inventory inventory, Findings findings) {
    Map<String, String> now;
    try {
      now = new TreeMap<>(inventory.look());
    } catch (IOException | UncheckedIOException e) {
      // Not for us, or being changed: it is looked at again at the next turn.
      return;
    }
    Map<String, String> then = before.put(inventory.name(), now);
    if (then == null) {
      return;
    }
    now.forEach(
        (item, value) -> {
          String old = then.get(item);
          if (old == null) {
            tell(inventory, inventory.added(), item, findings);
          } else if (!old.equals(value)) {
            tell(inventory, inventory.changed(), item, findings);
          }
        });
    then.keySet().stream()
        .filter(item -> !now.containsKey(item))
        .forEach(item -> tell(inventory, inventory.removed(), item, findings));
  }

  private void tell(Inventory inventory, String action, String item, Findings findings) {
    number++;
    findings.record(
        new HostRecord(
            new Origin(name(), number),
            Instant.now(),
            action,
            Map.of(inventory.field(), item, "linux.inventory", inventory.name())));
  }

  @Override
  public void stop() {}
}
