package dev.ring3.collector.sensor.windows.inventory;

import dev.ring3.collector.sensor.Inventory;
import dev.ring3.collector.sensor.Inventory.Item;
import dev.ring3.collector.sensor.windows.RegistryData;
import dev.ring3.collector.win32.RegistryKey;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Things that Windows keeps a list of in the registry. */
final class Registered {
  private static final String STORAGE = "HKLM\\SYSTEM\\CurrentControlSet\\Enum\\USBSTOR";
  private static final String PRODUCTS = "HKLM\\SOFTWARE\\Microsoft\\Security Center\\Provider";
  private static final List<String> KINDS = List.of("Av", "Fw", "Sp");
  private static final int MAX_VALUES = 256;

  private Registered() {}

  /** USB storage that was attached to this host at any time: two levels, device and serial. */
  static Map<String, Item> storage() throws IOException {
    Map<String, Item> items = new LinkedHashMap<>();
    for (String device : below(STORAGE)) {
      for (String serial : below(STORAGE + '\\' + device)) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("device.model.identifier", device);
        values.put("device.serial_number", serial);
        text(STORAGE + '\\' + device + '\\' + serial, "FriendlyName")
            .ifPresent(name -> values.put("device.model.name", name));
        if (items.size() < Inventory.MAX_ITEMS) {
          items.put(device + '\\' + serial, new Item("", values));
        }
      }
    }
    return items;
  }

  /** Virus scanners (Av), firewalls (Fw) and others that told Windows' Security Center of them. */
  static Map<String, Item> products() throws IOException {
    Map<String, Item> items = new LinkedHashMap<>();
    for (String kind : KINDS) {
      for (String id : below(PRODUCTS + '\\' + kind)) {
        String key = PRODUCTS + '\\' + kind + '\\' + id;
        Map<String, String> values = new LinkedHashMap<>();
        values.put("windows.product.kind", kind.toLowerCase(Locale.ROOT));
        values.put("windows.product.id", id);
        text(key, "DISPLAYNAME").ifPresent(name -> values.put("windows.product.name", name));
        text(key, "PRODUCTEXE").ifPresent(path -> values.put("file.path", path));
        text(key, "STATE").ifPresent(state -> values.put("windows.product.state", state));
        items.put(kind + ' ' + id, new Item(values.toString(), values));
      }
    }
    return items;
  }

  /** None if there is no such key: not every host has one. */
  private static List<String> below(String path) throws IOException {
    Optional<RegistryKey> opened = RegistryKey.open(path);
    if (opened.isEmpty()) {
      return List.of();
    }
    try (RegistryKey key = opened.get()) {
      return key.keys(Inventory.MAX_ITEMS);
    }
  }

  private static Optional<String> text(String path, String name) throws IOException {
    Optional<RegistryKey> opened = RegistryKey.open(path);
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    try (RegistryKey key = opened.get()) {
      return key.values(MAX_VALUES).stream()
          .filter(value -> value.name().equalsIgnoreCase(name))
          .findFirst()
          .flatMap(value -> RegistryData.texts(value).stream().findFirst());
    }
  }
}
