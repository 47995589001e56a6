package dev.ring3.collector.sensor.linux;

import dev.ring3.collector.sensor.Ability;
import dev.ring3.collector.sensor.Comparison;
import dev.ring3.collector.sensor.Comparison.Change;
import dev.ring3.collector.sensor.Comparison.Difference;
import dev.ring3.collector.sensor.Findings;
import dev.ring3.collector.sensor.Inventory;
import dev.ring3.collector.sensor.Lane;
import dev.ring3.collector.sensor.Message;
import dev.ring3.collector.sensor.Sensor;
import dev.ring3.collector.source.HostRecord;
import dev.ring3.collector.source.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * What stays on a host and starts things, compared every {@link #EVERY_NANOS}: scheduled tasks,
 * services, modules, preloaded libraries, keys that may log in, users and groups, loaded eBPF
 * programs, listening sockets. What is a file is compared at once when it is changed, and then told
 * with who changed it. What was changed past all other sensors is seen within that time, and told
 * {@link #HELD_NANOS} later, without: by then the change itself would have been read, if it is a
 * file's. What was there at the start is not told.
 */
final class InventorySensor implements Sensor {
  static final long EVERY_NANOS = 8_000_000_000L;

  /** So long it is waited for the change of a file that a comparison found first. */
  static final long HELD_NANOS = 1_000_000_000L;

  /** Differences that wait for that at most; when there are more, the oldest are told without. */
  static final int MAX_HELD = 4096;

  private final List<Comparison> comparisons;
  private final Clock clock;
  private final Set<String> places = new HashSet<>();
  private final Deque<Held> held = new ArrayDeque<>();
  private final LongSupplier nanoTime;
  private long last;
  private long number;

  /**
   * What was found, and not yet told.
   *
   * @param since by the sensor's own clock
   */
  private record Held(Inventory inventory, Difference difference, Instant found, long since) {
    /** Whether a change of that file made the difference, or of the folder that had the file. */
    boolean isBy(String path, List<Inventory> touched) {
      String file = difference.item().values().get("file.path");
      return touched.contains(inventory)
          && (file == null
              || file.equals(path)
              || (difference.change() == Change.REMOVED && file.startsWith(path + '/')));
    }
  }

  /**
   * @param nanoTime counts as {@link System#nanoTime}
   */
  InventorySensor(List<Inventory> inventories, Clock clock, LongSupplier nanoTime) {
    this.comparisons = inventories.stream().map(Comparison::new).toList();
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.last = nanoTime.getAsLong();
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
    long now = nanoTime.getAsLong();
    while (!held.isEmpty() && now - held.getFirst().since() >= HELD_NANOS) {
      tell(held.removeFirst(), Map.of(), findings);
    }
    if (now - last >= EVERY_NANOS) {
      lookAgain(findings);
    }
  }

  /** Changes may have been missed: everything is compared now. */
  void lookAgain(Findings findings) {
    last = nanoTime.getAsLong();
    for (Comparison comparison : comparisons) {
      for (Held found : compare(comparison)) {
        if (found.inventory().places().isEmpty()) {
          tell(found, Map.of(), findings);
        } else {
          hold(found, findings);
        }
      }
    }
  }

  /**
   * A file was changed, made, renamed or deleted. Of two who change the same file in the time that
   * a message waits, the first is told.
   *
   * @param change what is known of it, such as {@code process.pid}
   */
  void touched(String path, Map<String, String> change, Findings findings) {
    String folder = path.substring(0, Math.max(0, path.lastIndexOf('/')));
    if (!places.contains(path) && !places.contains(folder)) {
      return;
    }
    String pid = change.get("process.pid");
    Map<String, String> who = pid == null ? Map.of() : Map.of("process.pid", pid);
    List<Comparison> concerned =
        comparisons.stream()
            .filter(
                c ->
                    c.inventory().places().stream()
                        .map(Path::toString)
                        .anyMatch(p -> p.equals(path) || p.equals(folder)))
            .toList();
    List<Inventory> touched = concerned.stream().map(Comparison::inventory).toList();
    for (Iterator<Held> all = held.iterator(); all.hasNext(); ) {
      Held one = all.next();
      if (one.isBy(path, touched)) {
        all.remove();
        tell(one, who, findings);
      }
    }
    for (Comparison comparison : concerned) {
      for (Held found : compare(comparison)) {
        if (found.isBy(path, touched)) {
          tell(found, who, findings);
        } else {
          hold(found, findings);
        }
      }
    }
  }

  /** None if it is not for us, or being changed: it is looked at again at the next turn. */
  private static List<Difference> look(Comparison comparison) {
    try {
      return comparison.look();
    } catch (IOException e) {
      return List.of();
    }
  }

  private List<Held> compare(Comparison comparison) {
    return look(comparison).stream()
        .map(d -> new Held(comparison.inventory(), d, clock.instant(), nanoTime.getAsLong()))
        .toList();
  }

  private void hold(Held found, Findings findings) {
    held.addLast(found);
    if (held.size() > MAX_HELD) {
      tell(held.removeFirst(), Map.of(), findings);
    }
  }

  private void tell(Held found, Map<String, String> who, Findings findings) {
    number++;
    Map<String, String> values = new LinkedHashMap<>(found.difference().item().values());
    values.putAll(who);
    values.put("linux.inventory", found.inventory().name());
    findings.record(
        new HostRecord(
            new Origin(name(), number), found.found(), found.difference().action(), values));
  }

  @Override
  public void stop() {}

  @Override
  public void flush(Findings findings) {
    held.forEach(found -> tell(found, Map.of(), findings));
    held.clear();
  }
}
