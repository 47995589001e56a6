package dev.ring3.collector.normalize;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.event.FieldType;
import dev.ring3.collector.source.EcsRecord;
import dev.ring3.collector.source.TimeText;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Takes over documents that speak ECS. Names that are not in the table stay as they are, searchable
 * under their own name.
 */
final class EcsNormalizer {
  /** An event's type says these; a document's own words stay under {@code ecs.*}. */
  static final Set<Field> SAID_BY_THE_TYPE =
      Set.of(Field.EVENT_ACTION, Field.EVENT_CATEGORY, Field.EVENT_TYPE);

  /** ECS category and type, where they name one of Ring3's types without doubt. */
  private static final Map<String, EventType> BY_CATEGORY =
      Map.ofEntries(
          Map.entry("process/start", EventType.PROCESS_START),
          Map.entry("process/end", EventType.PROCESS_END),
          Map.entry("file/creation", EventType.FILE_CREATE),
          Map.entry("file/change", EventType.FILE_MODIFY),
          Map.entry("file/deletion", EventType.FILE_DELETE),
          Map.entry("network/connection", EventType.NETWORK_CONNECT),
          Map.entry("network/denied", EventType.NETWORK_BLOCKED),
          Map.entry("registry/change", EventType.REGISTRY_VALUE_SET),
          Map.entry("registry/creation", EventType.REGISTRY_KEY_CREATE),
          Map.entry("library/start", EventType.IMAGE_LOAD),
          Map.entry("driver/start", EventType.DRIVER_LOAD),
          Map.entry("authentication/end", EventType.LOGOFF));

  /**
   * An event with the document's fields. {@code @timestamp} missing or unreadable: the time is
   * {@code fallback} and the event is tagged {@code no_timestamp}.
   */
  Event.Builder normalize(EcsRecord record, Instant fallback) {
    Map<String, List<String>> values = record.values();
    Optional<Instant> time = first(values, "@timestamp").flatMap(TimeText::instant);
    Event.Builder event = Event.of(type(values), time.orElse(fallback));
    Map<String, List<String>> tags = new LinkedHashMap<>();
    values.forEach(
        (name, many) -> {
          Optional<Field> field = Field.named(name);
          if (field.isEmpty()) {
            keep(event, name, many);
          } else if (SAID_BY_THE_TYPE.contains(field.get())) {
            keep(event, "ecs." + name, many);
          } else if (field.get() == Field.TAGS) {
            tags.put(name, many);
          } else if (field.get() != Field.TIMESTAMP || time.isEmpty()) {
            take(event, field.get(), name, many);
          }
        });
    List<String> given = tags.values().stream().flatMap(List::stream).toList();
    event.setAll(Field.TAGS, time.isPresent() ? given : withMissingTime(given));
    event.set(Field.LOG_FILE_PATH, record.origin().file());
    event.set(Field.LOG_OFFSET, record.origin().offset());
    Derivations.complete(event);
    return event;
  }

  private static List<String> withMissingTime(List<String> tags) {
    return Stream.concat(tags.stream(), Stream.of("no_timestamp")).toList();
  }

  private static EventType type(Map<String, List<String>> values) {
    Optional<EventType> named = first(values, "event.action").flatMap(EventType::ofAction);
    if (named.isPresent()) {
      return named.get();
    }
    for (String category : values.getOrDefault("event.category", List.of())) {
      for (String type : values.getOrDefault("event.type", List.of())) {
        EventType known = BY_CATEGORY.get(category + '/' + type);
        if (known != null) {
          return known;
        }
      }
    }
    return EventType.LOG_RECORD;
  }

  private static Optional<String> first(Map<String, List<String>> values, String name) {
    List<String> many = values.getOrDefault(name, List.of());
    return many.isEmpty() ? Optional.empty() : Optional.of(many.getFirst());
  }

  private static void take(Event.Builder event, Field field, String name, List<String> many) {
    if (field == Field.TIMESTAMP) {
      keep(event, "ecs." + name, many);
    } else if (field.cardinality() == Field.Cardinality.MANY && field.type() != FieldType.IP) {
      event.setAll(field, many);
    } else if (field.cardinality() == Field.Cardinality.MANY) {
      event.setAll(field, many.stream().flatMap(a -> IpText.canonical(a).stream()).toList());
      keep(event, "ecs." + name, many.stream().filter(a -> !isCanonical(a)).toList());
    } else if (many.size() != 1 || !Conversions.set(event, field, many.getFirst())) {
      many.stream().limit(1).forEach(value -> Conversions.set(event, field, value));
      keep(event, "ecs." + name, many);
    }
  }

  private static boolean isCanonical(String address) {
    return IpText.canonical(address).filter(address::equals).isPresent();
  }

  private static void keep(Event.Builder event, String name, List<String> many) {
    for (int i = 0; i < many.size(); i++) {
      event.source(i == 0 ? name : name + '#' + (i + 1), many.get(i));
    }
  }
}
