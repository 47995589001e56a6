package dev.ring3.collector.normalize;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.source.HostRecord;
import java.util.Optional;

/** Takes over what this host's sensors say: their names are ECS already, or stay as they are. */
final class HostNormalizer {
  Event.Builder normalize(HostRecord record) {
    EventType type = EventType.ofAction(record.action()).orElse(EventType.LOG_RECORD);
    Event.Builder event = Event.of(type, record.time());
    event.set(Field.EVENT_PROVIDER, record.origin().file());
    String system = record.origin().file().startsWith("windows.") ? "windows" : "linux";
    event.set(Field.EVENT_MODULE, system);
    event.set(Field.HOST_OS_TYPE, system);
    record.values().forEach((name, value) -> take(event, name, value));
    Derivations.complete(event);
    return event;
  }

  /** A field of many values has the second as {@code name#2}, and so on. */
  private static void take(Event.Builder event, String name, String value) {
    int mark = name.indexOf('#');
    Optional<Field> field = Field.named(mark < 0 ? name : name.substring(0, mark));
    if (field.isPresent() && field.get().cardinality() == Field.Cardinality.MANY) {
      event.add(field.get(), IpText.canonical(value).orElse(value));
      return;
    }
    boolean taken = field.filter(f -> Conversions.set(event, f, value)).isPresent();
    if (!taken) {
      event.source(name, value);
    }
  }
}
