package dev.ring3.collector.sensor.etw;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A map of {@code sessions.yml}. What is not as it should be is an {@link IllegalArgumentException}
 * that names the place.
 *
 * @param values as YAML has them
 * @param place where in the file, for people
 */
record Entry(Map<?, ?> values, String place) {
  /** The map in a place. */
  static Entry of(@Nullable Object yaml, String place) {
    if (yaml instanceof Map<?, ?> map) {
      return new Entry(map, place);
    }
    throw new IllegalArgumentException("sessions.yml: " + place + ": needs a map, has " + yaml);
  }

  /** The same map, if it has nothing else than these. */
  Entry only(Set<String> names) {
    for (Object name : values.keySet()) {
      if (!(name instanceof String text) || !names.contains(text)) {
        throw wrong("there is no " + name + "; there are " + new TreeSet<>(names));
      }
    }
    return this;
  }

  /** Goes through the maps that it holds by name; nothing if it has no such value. */
  void forEach(String name, BiConsumer<String, Entry> action) {
    if (values.get(name) != null) {
      Entry held = of(values.get(name), place + ": " + name);
      held.values.forEach(
          (key, value) -> action.accept(String.valueOf(key), of(value, place + ": " + key)));
    }
  }

  String text(String name) {
    if (values.get(name) instanceof String text) {
      return text;
    }
    throw wrong(name + " needs a text, has " + values.get(name));
  }

  boolean isTrue(String name) {
    return Boolean.TRUE.equals(values.get(name));
  }

  int number(String name) {
    return number(name, values.get(name));
  }

  private int number(String name, @Nullable Object value) {
    if (value instanceof Integer number) {
      return number;
    }
    throw wrong(name + " needs a whole number, has " + value);
  }

  /** None if there is no such value. */
  List<Integer> numbers(String name) {
    return list(name).stream().map(value -> number(name, value)).toList();
  }

  /** None if there is no such value. */
  List<String> texts(String name) {
    return list(name).stream().map(String::valueOf).toList();
  }

  private List<?> list(String name) {
    Object value = values.get(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    throw wrong(name + " needs a list, has " + value);
  }

  /** Zero if there is no such value. */
  long bits(String name) {
    Object value = values.get(name);
    return switch (value) {
      case null -> 0;
      case Integer number -> number;
      case Long number -> number;
      case String text when text.matches("0x[0-9A-Fa-f]{1,16}") ->
          Long.parseUnsignedLong(text.substring(2), 16);
      default -> throw wrong(name + " needs bits, such as 0x10, has " + value);
    };
  }

  IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("sessions.yml: " + place + ": " + what);
  }
}
