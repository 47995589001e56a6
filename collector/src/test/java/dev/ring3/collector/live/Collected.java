package dev.ring3.collector.live;

import dev.ring3.collector.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Keeps the events of a collection, and lets a test wait for one. */
final class Collected {
  private final List<Event> events = new ArrayList<>();

  synchronized void add(Event event) {
    events.add(event);
    notifyAll();
  }

  /** The first event that fits, also one that comes within thirty seconds. */
  synchronized Optional<Event> await(Predicate<Event> fits) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    int seen = 0;
    while (true) {
      for (; seen < events.size(); seen++) {
        if (fits.test(events.get(seen))) {
          return Optional.of(events.get(seen));
        }
      }
      long left = end - System.nanoTime();
      if (left <= 0) {
        return Optional.empty();
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  synchronized List<Event> all() {
    return List.copyOf(events);
  }
}
