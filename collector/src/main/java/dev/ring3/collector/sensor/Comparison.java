package dev.ring3.collector.sensor;

import dev.ring3.collector.sensor.Inventory.Item;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An inventory, and how it was when it was looked at last. For one thread. */
public final class Comparison {
  private final Inventory inventory;
  private @Nullable Map<String, Item> before;

  public Comparison(Inventory inventory) {
    this.inventory = inventory;
  }

  /**
   * Something that is not as it was.
   *
   * @param action what happened, by the name of an event type
   * @param change tells apart what has the same name there
   */
  public record Difference(String action, Change change, Item item) {}

  /** How something can differ. */
  public enum Change {
    ADDED,
    CHANGED,
    REMOVED
  }

  public Inventory inventory() {
    return inventory;
  }

  /** What was there the last time. */
  public Collection<Item> items() {
    return before == null ? List.of() : before.values();
  }

  /**
   * Looks again, and tells what differs from the last time; nothing if there was none.
   *
   * @throws IOException if it can't be looked at now; the next time is compared with the last again
   */
  public List<Difference> look() throws IOException {
    Map<String, Item> now;
    try {
      now = new TreeMap<>(inventory.look());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    Map<String, Item> then = before;
    before = now;
    return then == null ? List.of() : differences(then, now);
  }

  private List<Difference> differences(Map<String, Item> then, Map<String, Item> now) {
    List<Difference> all = new ArrayList<>();
    now.forEach(
        (key, item) -> {
          Item old = then.get(key);
          if (old == null) {
            all.add(new Difference(inventory.added(), Change.ADDED, item));
          } else if (!old.state().equals(item.state())) {
            all.add(new Difference(inventory.changed(), Change.CHANGED, item));
          }
        });
    then.forEach(
        (key, item) -> {
          if (!now.containsKey(key)) {
            inventory
                .removed()
                .ifPresent(action -> all.add(new Difference(action, Change.REMOVED, item)));
          }
        });
    return all;
  }
}
