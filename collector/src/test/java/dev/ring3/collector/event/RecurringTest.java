package dev.ring3.collector.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RecurringTest {
  private static final Instant TIME = Instant.parse("2026-11-29T10:00:00Z");

  private final long seed = Long.getLong("ring3.seed", System.nanoTime());
  private final SplittableRandom random = new SplittableRandom(seed);
  private final Recurring recurring = new Recurring();

  private static Event.Builder start(String program) {
    return Event.of(EventType.PROCESS_START, TIME)
        .set(Field.PROCESS_EXECUTABLE, program)
        .source("winlog.event_data.Image", program);
  }

  /** A text that is no other text's object. */
  private static String fresh(String text) {
    return new String(text.toCharArray());
  }

  private static Map<String, Object> objects(Event event) {
    Map<String, Object> all = new TreeMap<>(event.source());
    event.forEach((field, value) -> all.put(field.ecs(), value));
    return all;
  }

  @Test
  void equalValuesBecomeOneObject() {
    Map<String, Object> first = objects(start(fresh("/bin/sh")).build(recurring));
    Map<String, Object> second = objects(start(fresh("/bin/sh")).build(recurring));
    for (String name : List.of("process.executable", "winlog.event_data.Image")) {
      assertSame(first.get(name), second.get(name), name);
    }
  }

  @Test
  void equalValuesBecomeOneObjectWithOthersBetween() {
    Map<String, Object> first = objects(start(fresh("/bin/sh")).build(recurring));
    start(fresh("/bin/ls")).build(recurring);
    Map<String, Object> third = objects(start(fresh("/bin/sh")).build(recurring));
    for (String name : List.of("process.executable", "winlog.event_data.Image")) {
      assertSame(first.get(name), third.get(name), name);
    }
  }

  @Test
  void longValuesAreNotKept() {
    String script = "x".repeat(100_000);
    Map<String, Object> first = objects(start(fresh(script)).build(recurring));
    Map<String, Object> second = objects(start(fresh(script)).build(recurring));
    assertNotSame(first.get("process.executable"), second.get("process.executable"));
    assertEquals(first, second);
  }

  @Test
  void theEventIsTheSame() {
    List<EventType> types = List.of(EventType.PROCESS_START, EventType.FILE_CREATE);
    List<Field> fields =
        List.of(Field.PROCESS_EXECUTABLE, Field.PROCESS_NAME, Field.USER_NAME, Field.FILE_PATH);
    List<Event> plain = new ArrayList<>();
    List<Event> shared = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      Event.Builder builder =
          Event.of(types.get(random.nextInt(types.size())), TIME.plusSeconds(random.nextInt(3)));
      for (Field field : fields) {
        if (random.nextBoolean()) {
          builder.set(field, fresh("value " + random.nextInt(3)));
        }
      }
      if (random.nextBoolean()) {
        builder.set(Field.PROCESS_PID, random.nextLong(3));
        builder.add(Field.TAGS, "tag " + random.nextInt(2));
      }
      for (int name = random.nextInt(4); name > 0; name--) {
        builder.source("name " + random.nextInt(5), fresh("said " + random.nextInt(3)));
      }
      plain.add(builder.build());
      shared.add(builder.build(recurring));
    }
    // Only now, as an event must not change when later ones are built.
    assertEquals(plain, shared, () -> "seed " + seed);
    assertEquals(
        plain.stream().map(RecurringTest::objects).toList(),
        shared.stream().map(RecurringTest::objects).toList());
  }
}
