package dev.ring3.collector.enrich.etw;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.source.WindowsRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What Kernel-Process and the kernel logger both tell, each with something that the other lacks:
 * starts of processes (full path and integrity here, command line and user there), their ends, and
 * loaded images. The first of two becomes the event, and gets what only the second has. At most
 * {@link #MAX_FIRST} are remembered.
 */
final class Twins {
  static final int MAX_FIRST = 4096;

  /** A process number is used again, but not so soon. */
  private static final Duration APART = Duration.ofSeconds(2);

  private static final Map<String, String> KINDS =
      Map.of(
          "ProcessStart", "start",
          "Process/Start", "start",
          "ProcessStop", "end",
          "Process/End", "end",
          "ImageLoad", "image",
          "Image/Load", "image");

  private final Recent<String, Event.Builder> firsts = new Recent<>(MAX_FIRST);
  private final Predicate<Event.Builder> waits;

  /**
   * @param waits whether an event was not handed over yet
   */
  Twins(Predicate<Event.Builder> waits) {
    this.waits = waits;
  }

  /** Whether the event is the second of two; the first has been completed then. */
  boolean completes(Event.Builder event) {
    String kind = event.source("etw.event").map(KINDS::get).orElse(null);
    if (kind == null) {
      return false;
    }
    String base = event.source(WindowsRecord.EVENT_DATA + "ImageBase").orElse("");
    String key = kind + ' ' + event.number(Field.PROCESS_PID).orElse(0) + ' ' + base;
    Event.Builder first = firsts.remove(key);
    if (first == null || !areTwins(first, event) || !waits.test(first)) {
      firsts.put(key, event);
      return false;
    }
    fill(first, event);
    return true;
  }

  private static boolean areTwins(Event.Builder first, Event.Builder second) {
    return !first.text(Field.EVENT_MODULE).equals(second.text(Field.EVENT_MODULE))
        && Duration.between(first.time(), second.time()).abs().compareTo(APART) <= 0;
  }

  private static void fill(Event.Builder first, Event.Builder second) {
    Event more = second.build();
    more.forEach(
        (field, value) -> {
          if (!first.has(field)) {
            set(first, field, value);
          }
        });
    more.source()
        .forEach(
            (name, value) -> {
              if (first.source(name).isEmpty()) {
                first.source(name, value);
              }
            });
  }

  private static void set(Event.Builder event, Field field, Object value) {
    switch (value) {
      case String text -> event.set(field, text);
      case Long number -> event.set(field, number);
      case Instant instant -> event.set(field, instant);
      case Boolean truth -> event.set(field, truth);
      case List<?> many -> event.setAll(field, many.stream().map(String::valueOf).toList());
      default -> throw new IllegalStateException(field.ecs() + " is a " + value.getClass());
    }
  }
}
