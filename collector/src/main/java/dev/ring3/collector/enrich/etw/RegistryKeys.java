package dev.ring3.collector.enrich.etw;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.normalize.Normalizer;
import dev.ring3.collector.source.WindowsRecord;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Paths of registry keys by the address of the open key, and the data that were written. At most
 * {@link #MAX_KEYS}.
 */
final class RegistryKeys {
  static final int MAX_KEYS = 65_536;

  private static final String DATA = WindowsRecord.EVENT_DATA;

  private static final String[][] HIVES = {
    {"\\REGISTRY\\MACHINE\\", "HKLM\\"}, {"\\REGISTRY\\USER\\", "HKU\\"}
  };

  private final Recent<String, String> paths = new Recent<>(MAX_KEYS);

  void learn(String address, String path) {
    if (!path.isEmpty()) {
      paths.put(address, path);
    }
  }

  /** Completes an event of either registry provider. */
  void complete(Event.Builder event) {
    Optional<String> object =
        event.source(DATA + "KeyObject").or(() -> event.source(DATA + "KeyHandle"));
    if (object.isEmpty()) {
      return;
    }
    String full = path(event, object.get());
    if (full != null) {
      String key = shortHive(full);
      event.set(Field.REGISTRY_PATH, key);
      Normalizer.derive(event);
      event
          .text(Field.REGISTRY_VALUE)
          .ifPresent(value -> event.set(Field.REGISTRY_PATH, key + '\\' + value));
    }
    event.source(DATA + "CapturedData").ifPresent(data -> data(event, data));
  }

  /** As people and rules write it, with {@code HKLM} for the machine and {@code HKU} for users. */
  private static String shortHive(String path) {
    for (String[] hive : HIVES) {
      if (path.regionMatches(true, 0, hive[0], 0, hive[0].length())) {
        return hive[1] + path.substring(hive[0].length());
      }
    }
    return path;
  }

  private @Nullable String path(Event.Builder event, String object) {
    Optional<String> relative = event.source(DATA + "RelativeName");
    if (relative.isPresent()) {
      String path = join(base(event), relative.get());
      if (path != null) {
        learn(object, path);
      }
      return path;
    }
    String known = paths.get(object);
    String name = event.source(DATA + "KeyName").orElse("");
    if (known == null) {
      return name.startsWith("\\") ? name : null;
    }
    boolean isClassic = event.source(DATA + "KeyHandle").isPresent();
    return isClassic && !event.has(Field.REGISTRY_VALUE) ? join(known, name) : known;
  }

  private @Nullable String base(Event.Builder event) {
    Optional<String> name = event.source(DATA + "BaseName").filter(n -> !n.isEmpty());
    return name.orElseGet(() -> event.source(DATA + "BaseObject").map(paths::get).orElse(null));
  }

  private static @Nullable String join(@Nullable String base, String name) {
    if (name.startsWith("\\") || base == null) {
      return name.startsWith("\\") ? name : null;
    }
    return name.isEmpty() ? base : base + '\\' + name;
  }

  private static void data(Event.Builder event, String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    if (bytes.length == 0) {
      return;
    }
    ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<String> texts =
        switch (event.text(Field.REGISTRY_DATA_TYPE).orElse("")) {
          case "REG_SZ", "REG_EXPAND_SZ", "REG_LINK", "REG_MULTI_SZ" ->
              Arrays.asList(new String(bytes, StandardCharsets.UTF_16LE).split("\0"));
          case "REG_DWORD" ->
              List.of(bytes.length < 4 ? hex : Integer.toUnsignedString(numbers.getInt()));
          case "REG_QWORD" ->
              List.of(bytes.length < 8 ? hex : Long.toUnsignedString(numbers.getLong()));
          default -> List.of(hex);
        };
    event.setAll(Field.REGISTRY_DATA_STRINGS, texts);
  }
}
