package dev.ring3.collector.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** What a source named is a map like any other, in the order of the names. */
class SourceValuesTest {
  private static final Map<String, String> SAMPLE =
      Map.of("b", "2", "a", "1", "winlog.event_data.X", "x", "B", "0", "", "no name");

  private final Map<String, String> values = values(SAMPLE);

  private static Map<String, String> values(Map<String, String> said) {
    Event.Builder event =
        Event.of(EventType.LOG_RECORD, Instant.EPOCH).set(Field.PROCESS_NAME, "a");
    said.forEach(event::source);
    return event.build().source();
  }

  @Test
  void isTheMapThatItWasMadeOf() {
    assertEquals(SAMPLE, values);
    assertEquals(values, SAMPLE);
    assertEquals(SAMPLE.hashCode(), values.hashCode());
    assertEquals("2", values.get("b"));
    assertNull(values.get("c"));
    assertTrue(values.containsKey(""));
    assertFalse(values.containsKey("A"));
  }

  @Test
  void goesThroughTheNamesInOrder() {
    List<String> sorted = List.of("", "B", "a", "b", "winlog.event_data.X");
    List<String> seen = new ArrayList<>();
    values.forEach((name, value) -> seen.add(name));
    assertEquals(sorted, seen);
    assertEquals(sorted, List.copyOf(values.keySet()));
    assertEquals(List.of("no name", "0", "1", "2", "x"), List.copyOf(values.values()));
  }

  @Test
  void cannotBeChanged() {
    assertThrows(UnsupportedOperationException.class, () -> values.put("new", ""));
    assertThrows(UnsupportedOperationException.class, () -> values.remove("a"));
    assertThrows(UnsupportedOperationException.class, values::clear);
    Map.Entry<String, String> first = values.entrySet().iterator().next();
    assertThrows(UnsupportedOperationException.class, () -> first.setValue(""));
  }

  @Test
  void endsWhereItEnds() {
    Iterator<String> names = values(Map.of()).keySet().iterator();
    assertFalse(names.hasNext());
    assertThrows(NoSuchElementException.class, names::next);
  }

  /** The builder goes on to be used. */
  @Test
  void staysWhenTheBuilderGoesOn() {
    Event.Builder builder = Event.of(EventType.LOG_RECORD, Instant.EPOCH).source("a", "1");
    Event built = builder.build();
    builder.source("b", "2").source("a", "other");
    assertEquals(Map.of("a", "1"), built.source());
  }
}
