package dev.ring3.collector.enrich.etw;

import dev.ring3.collector.event.Event;
import java.util.ArrayDeque;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Consumer;

/**
 * Attaches stacks that come as records of their own, soon after the event that they belong to. The
 * two name the same moment of the session's clock. An event waits for its stack until {@link
 * #MAX_WAITING} others came after it. Frames are {@code etw.stack}, the innermost first, at most
 * {@link #MAX_FRAMES}.
 */
final class Stacks {
  static final int MAX_WAITING = 1024;
  static final int MAX_FRAMES = 192;

  private static final int MAX_KEYS = 16_384;
  private static final String STACK = "etw.stack";

  private record Waiting(long clock, long thread, long process, Event.Builder event) {}

  private final Modules modules;
  private final Consumer<Event.Builder> next;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private final Recent<Long, List<Long>> byKey = new Recent<>(MAX_KEYS);

  /** How many of those that wait did so at the last {@link #flushOlder}. */
  private int older;

  Stacks(Modules modules, Consumer<Event.Builder> next) {
    this.modules = modules;
    this.next = next;
  }

  /** Takes an event; hands over one that waited long enough. */
  void hold(long clock, long thread, long process, Event.Builder event) {
    waiting.add(new Waiting(clock, thread, process, event));
    if (waiting.size() > MAX_WAITING) {
      next.accept(waiting.remove().event());
      older = Math.max(0, older - 1);
    }
  }

  /** Whether the event was not handed over yet. */
  boolean waits(Event.Builder event) {
    return waiting.stream().anyMatch(one -> one.event() == event);
  }

  /** Hands over those that waited already when this was called the last time. */
  void flushOlder() {
    for (; older > 0 && !waiting.isEmpty(); older--) {
      next.accept(waiting.remove().event());
    }
    older = waiting.size();
  }

  /** Hands over all that wait. */
  void flush() {
    while (!waiting.isEmpty()) {
      next.accept(waiting.remove().event());
    }
  }

  /** Learns the frames behind a number that stands for them. */
  void define(long key, List<Long> frames) {
    byKey.put(key, frames);
  }

  /** Attaches the frames behind a number, if they are known. */
  void attach(long clock, long thread, long key) {
    List<Long> frames = byKey.get(key);
    if (frames != null) {
      attach(clock, thread, frames);
    }
  }

  /** Attaches frames to the event of that thread and moment, behind those it has already. */
  void attach(long clock, long thread, List<Long> frames) {
    for (Waiting one : waiting) {
      if (one.clock() == clock && one.thread() == thread) {
        add(one.event(), one.process(), frames);
        return;
      }
    }
  }

  /** Adds frames to an event. */
  void add(Event.Builder event, long process, List<Long> frames) {
    StringJoiner joined = new StringJoiner(" ");
    event.source(STACK).ifPresent(joined::add);
    frames.stream().limit(MAX_FRAMES).forEach(f -> joined.add(modules.frame(process, f)));
    event.source(STACK, joined.toString());
  }
}
