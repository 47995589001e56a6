package dev.ring3.search.export;

import dev.ring3.collector.event.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/**
 * An event as one JSON object in ECS nesting: {@code process.name} is {@code name} in {@code
 * process}. Where one name is the beginning of another ({@code a} and {@code a.b}), the longer one
 * stays dotted beside it. Fields of which there can be many are arrays.
 */
final class EcsDocument {
  private static final int DEEPEST = 16;

  private EcsDocument() {}

  /**
   * @param columns what of the event; none for everything
   */
  static void write(Event event, List<Column> columns, JsonGenerator json) {
    object(nested(columns.isEmpty() ? all(event) : chosen(event, columns)), json);
  }

  private static NavigableMap<String, Object> all(Event event) {
    NavigableMap<String, Object> flat = new TreeMap<>(event.source());
    event.forEach((field, value) -> flat.put(field.ecs(), value));
    return flat;
  }

  /** What the columns show, under the names that the event has it by. */
  private static NavigableMap<String, Object> chosen(Event event, List<Column> columns) {
    NavigableMap<String, Object> flat = new TreeMap<>();
    NavigableMap<String, Object> all = new TreeMap<>(String::compareToIgnoreCase);
    all(event).forEach(all::putIfAbsent);
    for (Column column : columns) {
      column.names().stream()
          .filter(name -> all.containsKey(name.toString()))
          .findFirst()
          .ifPresent(
              name -> {
                String own = all.ceilingKey(name.toString());
                flat.put(own, all.get(own));
              });
    }
    return flat;
  }

  private static Map<String, Object> nested(NavigableMap<String, Object> flat) {
    Map<String, Object> root = new LinkedHashMap<>();
    flat.forEach((name, value) -> place(root, name, value));
    return root;
  }

  @SuppressWarnings("unchecked") // the only maps in the tree are those made here
  private static void place(Map<String, Object> root, String name, Object value) {
    Map<String, Object> at = root;
    String rest = name;
    for (int depth = 0; depth < DEEPEST; depth++) {
      int dot = rest.indexOf('.');
      if (dot <= 0 || dot + 1 == rest.length() || rest.charAt(dot + 1) == '.') {
        break;
      }
      Object inner = at.computeIfAbsent(rest.substring(0, dot), _n -> new LinkedHashMap<>());
      if (!(inner instanceof Map)) {
        break;
      }
      at = (Map<String, Object>) inner;
      rest = rest.substring(dot + 1);
    }
    at.merge(rest, value, (known, _v) -> known);
  }

  private static void object(Map<?, ?> object, JsonGenerator json) {
    json.writeStartObject();
    object.forEach(
        (name, value) -> {
          json.writeName((String) name);
          value(value, json);
        });
    json.writeEndObject();
  }

  private static void value(Object value, JsonGenerator json) {
    switch (value) {
      case Map<?, ?> inner -> object(inner, json);
      case List<?> many -> {
        json.writeStartArray();
        many.forEach(each -> json.writeString(each.toString()));
        json.writeEndArray();
      }
      case Long number -> json.writeNumber(number);
      case Boolean truth -> json.writeBoolean(truth);
      case Object other -> json.writeString(other.toString());
    }
  }
}
