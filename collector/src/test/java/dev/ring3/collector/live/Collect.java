package dev.ring3.collector.live;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Collects in a process of its own until its input ends, so that a test can kill it, or run it as
 * another user. Writes {@code probed} and {@code started} with the states of the sensors, who had
 * an event first, certain events, and at the end the number of events and the states.
 */
public final class Collect {
  private Collect() {}

  public static void main(String[] arguments) throws Exception {
    AtomicLong events = new AtomicLong();
    Set<String> seen = new HashSet<>();
    LiveSettings settings = LiveSettings.of(Path.of(arguments[0]));
    System.out.println("probed " + LiveCollector.probe(settings));
    LiveCollector collector =
        LiveCollector.start(
            settings,
            event -> {
              event
                  .text(Field.EVENT_PROVIDER)
                  .filter(seen::add)
                  .ifPresent(sensor -> System.out.println("first of " + sensor + " told"));
              count(events, event);
            });
    System.out.println("started " + collector.sensors());
    while (System.in.read() >= 0) {
      System.out.println("events " + events.get());
    }
    System.out.println("states " + collector.sensors());
    collector.close();
    System.out.println("closed " + events.get());
  }

  private static void count(AtomicLong events, Event event) {
    events.incrementAndGet();
    switch (event.type()) {
      case PROCESS_START, TASK_CREATE, AGENT_LOSS, AGENT_START, AGENT_STOP, AGENT_ERROR ->
          System.out.println("event " + event.toString().replace('\n', ' '));
      default -> {}
    }
  }
}
