package dev.ring3.collector.sensor.windows;

import dev.ring3.collector.sensor.Inventory;
import dev.ring3.collector.sensor.Inventory.Item;
import dev.ring3.collector.sensor.windows.AutorunPlaces.Keys;
import dev.ring3.collector.win32.RegistryKey;
import dev.ring3.collector.win32.RegistryKey.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Values of the registry that start programs. Keys that this user may not read are left out; {@link
 * #denied} names them.
 */
final class RegistryAutoruns {
  private final List<Keys> places;
  private final Set<String> denied = new LinkedHashSet<>();

  RegistryAutoruns(List<Keys> places) {
    this.places = List.copyOf(places);
  }

  /** Reads all of them. */
  Map<String, Item> look() throws IOException {
    denied.clear();
    Map<String, Item> items = new LinkedHashMap<>();
    for (Keys place : places) {
      for (String path : place.paths()) {
        for (String key : expand(path)) {
          read(place, key, items);
        }
      }
    }
    return items;
  }

  /** What could not be read the last time. */
  Set<String> denied() {
    return Set.copyOf(denied);
  }

  private void read(Keys place, String path, Map<String, Item> items) {
    try (RegistryKey key = RegistryKey.open(path).orElse(null)) {
      if (key == null) {
        return;
      }
      for (Value value : key.values(Inventory.MAX_ITEMS - items.size())) {
        String name = value.name().isEmpty() ? "(Default)" : value.name();
        if (place.wants(name)) {
          items.put(path + '\\' + name, item(place, path + '\\' + name, value));
        }
      }
    } catch (IOException e) {
      denied.add(path);
    }
  }

  private static Item item(Keys place, String path, Value value) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("registry.path", path);
    List<String> data = RegistryData.texts(value);
    for (int i = 0; i < data.size(); i++) {
      values.put("registry.data.strings" + (i == 0 ? "" : "#" + (i + 1)), data.get(i));
    }
    values.put("windows.autorun", place.name());
    values.put("windows.autorun.technique", place.technique());
    values.put("tags", "autorun");
    return new Item(String.valueOf(data), values);
  }

  /** The keys that a path with stars stands for now. */
  private List<String> expand(String path) {
    int star = path.indexOf("\\*");
    if (star < 0) {
      return List.of(path);
    }
    String above = path.substring(0, star);
    List<String> all = new ArrayList<>();
    for (String key : keysOf(above)) {
      all.addAll(expand(above + '\\' + key + path.substring(star + 2)));
    }
    return all;
  }

  private List<String> keysOf(String path) {
    try (RegistryKey key = RegistryKey.open(path).orElse(null)) {
      return key == null ? List.of() : key.keys(Inventory.MAX_ITEMS);
    } catch (IOException e) {
      denied.add(path);
      return List.of();
    }
  }

  /** Keys to watch: of each path what is before its last stars; those of HKU for each user. */
  Collection<String> watched() {
    Set<String> all = new LinkedHashSet<>();
    for (Keys place : places) {
      for (String path : place.paths()) {
        boolean ofUsers = path.startsWith("HKU\\*");
        int star = path.indexOf("\\*", ofUsers ? "HKU\\*".length() : 0);
        all.addAll(expand(star < 0 ? path : path.substring(0, star)));
      }
    }
    return all;
  }
}
