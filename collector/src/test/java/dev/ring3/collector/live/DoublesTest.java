package dev.ring3.collector.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.source.HostRecord;
import dev.ring3.collector.source.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DoublesTest {
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

  private final AtomicLong seconds = new AtomicLong();
  private final List<HostRecord> handedOn = new ArrayList<>();
  private final Doubles doubles = new Doubles(() -> seconds.get() * 1_000_000_000, handedOn::add);

  private static HostRecord start(long pid, Instant time) {
    return new HostRecord(
        new Origin("windows.process", pid),
        time,
        "process_start",
        Map.of("process.pid", Long.toString(pid)));
  }

  private static Event.Builder traced(long pid, Instant time) {
    return Event.of(EventType.PROCESS_START, time).set(Field.PROCESS_PID, pid);
  }

  private void after(long time) {
    seconds.set(time);
    doubles.tick();
  }

  @Test
  void withoutTracesNothingWaits() {
    doubles.accept(start(8, TIME));
    assertEquals(List.of(start(8, TIME)), handedOn);
  }

  @Test
  void whatATraceToldIsDropped() {
    doubles.traced(true);
    doubles.told(traced(8, TIME));
    doubles.accept(start(8, TIME));
    doubles.accept(start(12, TIME));
    doubles.told(traced(12, TIME.plusSeconds(1)));
    after(3);
    assertEquals(List.of(), handedOn);
  }

  @Test
  void whatNoTraceToldIsHandedOnAndMarked() {
    doubles.traced(true);
    doubles.told(traced(8, TIME.minusSeconds(60))); // another process of the same number
    doubles.accept(start(8, TIME));
    after(2);
    assertEquals(List.of(), handedOn);
    after(3);
    Map<String, String> marked = new HashMap<>(start(8, TIME).values());
    marked.put("tags", "untraced");
    assertEquals(
        List.of(new HostRecord(new Origin("windows.process", 8), TIME, "process_start", marked)),
        handedOn);
  }

  @Test
  void aRememberedNameThatATraceToldOfMinutesAgoIsDropped() {
    doubles.traced(true);
    doubles.told(
        Event.of(EventType.DNS_QUERY, TIME.minusSeconds(200))
            .set(Field.DNS_QUESTION_NAME, "A.example"));
    doubles.accept(found("dns_query", "dns.question.name", "a.example"));
    doubles.accept(found("dns_query", "dns.question.name", "b.example"));
    after(3);
    assertEquals(1, handedOn.size());
    assertEquals("b.example", handedOn.getFirst().values().get("dns.question.name"));
  }

  @Test
  void imagesAreLeftToTracesWhereTheyRun() {
    doubles.accept(found("image_load", "dll.path", "C:\\a.dll"));
    doubles.traced(true);
    doubles.accept(found("image_load", "dll.path", "C:\\b.dll"));
    doubles.flush();
    assertEquals(1, handedOn.size());
  }

  private static HostRecord found(String action, String name, String value) {
    return new HostRecord(new Origin("windows.x", 1), TIME, action, Map.of(name, value));
  }

  /** A trace may name the ends of an accepted connection the other way round. */
  @Test
  void connectionsAreKnownByTheirPorts() {
    doubles.traced(true);
    doubles.told(
        Event.of(EventType.NETWORK_CONNECT, TIME)
            .set(Field.SOURCE_PORT, 443)
            .set(Field.DESTINATION_PORT, 50123));
    doubles.accept(
        new HostRecord(
            new Origin("windows.sockets", 1),
            TIME,
            "network_connect",
            Map.of("source.port", "50123", "destination.port", "443")));
    doubles.flush();
    assertEquals(List.of(), handedOn);
  }

  @Test
  void stateAndOtherEventsNeverWait() {
    doubles.traced(true);
    HostRecord service =
        new HostRecord(new Origin("windows.services", 1), TIME, "service_create", Map.of());
    doubles.accept(service);
    assertEquals(List.of(service), handedOn);
  }
}
