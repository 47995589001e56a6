package dev.ring3.collector.sensor;

import dev.ring3.collector.sensor.Inventory.Item;
import dev.ring3.collector.source.HostRecord;
import dev.ring3.collector.source.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What stays on a host and starts things, compared every {@link #EVERY_NANOS}: scheduled tasks,
 * services, modules, preloaded libraries, keys that may log in, users and groups, loaded eBPF
 * programs, listening sockets. What is a file is compared at once when it is changed, and then told
 * with who changed it; else what was changed past all other sensors is seen within that time,
 * without. What was there at the start is not told.
 */
final class InventorySensor implements Sensor {
  static final long EVERY_NANOS = 10_000_000_000L;

  private final List<Inventory> inventories;
  private final Clock clock;
  private final Map<String, Map<String, Item>> before = new LinkedHashMap<>();
  private final Set<String> places = new HashSet<>();
  private long last = System.nanoTime();
  private long number;

  InventorySensor(List<Inventory> inventories, Clock clock) {
    this.inventories = List.copyOf(inventories);
    this.clock = clock;
    inventories.forEach(i -> i.places().forEach(p -> places.add(p.toString())));
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
        "Changed tasks, services, modules, preloads, keys, users, groups, eBPF programs and"
            + " listening sockets, within 10 seconds.");
  }

  @Override
  public Ability start(Lane lane) {
    for (Inventory inventory : inventories) {
      look(inventory).ifPresent(now -> before.put(inventory.name(), now));
    }
    return probe();
  }

  @Override
  public void decode(Message message, Findings findings) {}

  @Override
  public void tick(Findings findings) {
    long now = System.nanoTime();
    if (now - last >= EVERY_NANOS) {
      last = now;
      inventories.forEach(inventory -> compare(inventory, Map.of(), findings));
    }
  }

  /**
   * A file was changed, made, renamed or deleted.
   *
   * @param change what is known of it, such as {@code process.pid}
   */
  void touched(String path, Map<String, String> change, Findings findings) {
    int slash = path.lastIndexOf('/');
    if (!places.contains(path) && !places.contains(path.substring(0, Math.max(0, slash)))) {
      return;
    }
    String folder = path.substring(0, Math.max(0, slash));
    String pid = change.get("process.pid");
    Map<String, String> who = pid == null ? Map.of() : Map.of("process.pid", pid);
    inventories.stream()
        .filter(
            i ->
                i.places().stream()
                    .map(Path::toString)
                    .anyMatch(p -> p.equals(path) || p.equals(folder)))
        .forEach(inventory -> compare(inventory, who, findings));
  }

  /** Empty if it is not for us, or being changed: it is looked at again at the next turn. */
  private static Optional<Map<String, Item>> look(Inventory inventory) {
    try {
      return Optional.of(new TreeMap<>(inventory.look()));
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private void compare(Inventory inventory, Map<String, String> who, Findings findings) {
    Optional<Map<String, Item>> looked = look(inventory);
    if (looked.isEmpty()) {
      return;
    }
    Map<String, Item> now = looked.get();
    Map<String, Item> then = before.put(inventory.name(), now);
    if (then == null) {
      return;
    }
    now.forEach(
        (key, item) -> {
          Item old = then.get(key);
          if (old == null) {
            tell(inventory, inventory.added(), item, who, findings);
          } else if (!old.state().equals(item.state())) {
            tell(inventory, inventory.changed(), item, who, findings);
          }
        });
    then.forEach(
        (key, item) -> {
          if (!now.containsKey(key)) {
            tell(inventory, inventory.removed(), item, who, findings);
          }
        });
  }

  private void tell(
      Inventory inventory, String action, Item item, Map<String, String> who, Findings findings) {
    number++;
    Map<String, String> values = new LinkedHashMap<>(item.values());
    values.putAll(who);
    values.put("linux.inventory", inventory.name());
    findings.record(new HostRecord(new Origin(name(), number), clock.instant(), action, values));
  }

  @Override
  public void stop() {}
}
