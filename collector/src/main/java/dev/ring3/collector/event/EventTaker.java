package dev.ring3.collector.event;

import java.util.function.Consumer;

/**
 * Takes events, one at a time. Of some of them not all is known when they happen, such as the
 * hashes of a program that nobody has read yet. Who can use such an event at once implements {@link
 * #begin} as well; all others take it when it is whole, and once.
 */
@FunctionalInterface
public interface EventTaker extends Consumer<Event> {
  /**
   * Takes an event of which more may become known within seconds.
   *
   * @return takes the same event again, on the same thread and exactly once: with what became known
   *     of it, or, if that is nothing, the very object that was given here
   */
  default Consumer<Event> begin(Event early) {
    return this;
  }
}
