package dev.ring3.collector.win32.wmi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An object as WMI tells it.
 *
 * @param className the class that it is of, which may be a subclass of the one that was asked for
 * @param path identifies it in its namespace ({@code __RELPATH})
 * @param properties those that have a value, without WMI's own; bytes are hexadecimal digits
 */
public record WmiObject(String className, String path, Map<String, String> properties) {
  public WmiObject {
    Objects.requireNonNull(className);
    Objects.requireNonNull(path);
    properties = Map.copyOf(properties);
  }

  /** From all properties, where WMI's own begin with two underscores. */
  static WmiObject of(Map<String, String> all) {
    Map<String, String> own = new LinkedHashMap<>(all);
    own.keySet().removeIf(name -> name.startsWith("__"));
    return new WmiObject(
        all.getOrDefault("__CLASS", ""), all.getOrDefault("__RELPATH", own.toString()), own);
  }

  public Optional<String> property(String name) {
    return Optional.ofNullable(properties.get(name));
  }
}
