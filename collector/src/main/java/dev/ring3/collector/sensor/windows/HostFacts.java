package dev.ring3.collector.sensor.windows;

import dev.ring3.collector.source.HostRecord;
import dev.ring3.collector.source.Origin;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the records of one sensor: numbers them, and names the host. For one thread. */
final class HostFacts {
  /** {@code event.kind} of what was there, and did not happen. */
  private static final Map<String, String> STATE = Map.of("event.kind", "state");

  private final String sensor;
  private final String host;
  private long number;

  HostFacts(String sensor, String host) {
    this.sensor = sensor;
    this.host = host;
  }

  /** Something that happened. */
  HostRecord event(Instant time, String action, Map<String, String> values) {
    return record(time, action, values, Map.of());
  }

  /** Something that is so. */
  HostRecord state(Instant time, String action, Map<String, String> values) {
    return record(time, action, values, STATE);
  }

  private HostRecord record(
      Instant time, String action, Map<String, String> values, Map<String, String> more) {
    number++;
    Map<String, String> all = new LinkedHashMap<>(values);
    all.put("host.name", host);
    all.putAll(more);
    return new HostRecord(new Origin(sensor, number), time, action, all);
  }
}
