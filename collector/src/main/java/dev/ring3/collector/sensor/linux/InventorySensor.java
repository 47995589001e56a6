package dev.ring3.collector.sensor.linux;

import dev.ring3.collector.sensor.Ability;
import dev.ring3.collector.sensor.Comparison;
import dev.ring3.collector.sensor.Comparison.Difference;
import dev.ring3.collector.sensor.Findings;
import dev.ring3.collector.sensor.Inventory;
import dev.ring3.collector.sensor.Inventory.Item;
import dev.ring3.collector.sensor.Lane;
import dev.ring3.collector.sensor.Message;
import dev.ring3.collector.sensor.Sensor;
import dev.ring3.collector.source.HostRecord;
import dev.ring3.collector.source.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What stays on a host and starts things, compared every {@link #EVERY_NANOS}: scheduled tasks,
 * services, modules, preloaded libraries, keys that may log in, users and groups, loaded eBPF
 * programs, listening sockets. What is a file is compared at once when it is changed, and then told
 * with who changed it; else what was changed past all other sensors is seen within that time,
 * without. What was there at the start is not told.
 */
final class InventorySensor implements Sensor {
  static final long EVERY_NANOS = 10_000_000_000L;

  private final List<Comparison> comparisons;
  private final Clock clock;
  private final Set<String> places = new HashSet<>();
  private long last = System.nanoTime();
  private long number;

  InventorySensor(List<Inventory> inventories, Clock clock) {
    this.comparisons = inventories.stream().map(Comparison::new).toList();
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
    comparisons.forEach(InventorySensor::look);
    return probe();
  }

  @Override
  public void decode(Message message, Findings findings) {}

  @Override
  public void tick(Findings findings) {
    long now = System.nanoTime();
    if (now - last >= EVERY_NANOS) {
      lookAgain(findings);
    }
  }

  /** Changes may have been missed: everything is compared now. */
  void lookAgain(Findings findings) {
    last = System.nanoTime();
    comparisons.forEach(comparison -> compare(comparison, Map.of(), findings));
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
    comparisons.stream()
        .filter(
            c ->
                c.inventory().places().stream()
                    .map(Path::toString)
                    .anyMatch(p -> p.equals(path) || p.equals(folder)))
        .forEach(comparison -> compare(comparison, who, findings));
  }

  /** None if it is not for us, or being changed: it is looked at again at the next turn. */
  private static List<Difference> look(Comparison comparison) {
    try {
      return comparison.look();
    } catch (IOException e) {
      return List.of();
    }
  }

  private void compare(Comparison comparison, Map<String, String> who, Findings findings) {
    look(comparison)
        .forEach(d -> tell(comparison.inventory(), d.action(), d.item(), who, findings));
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
