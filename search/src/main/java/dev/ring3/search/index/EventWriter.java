package dev.ring3.search.index;

import dev.ring3.collector.event.Event;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Takes the events of one file into a case. Safe for several threads.
 *
 * <p>Closed without {@link #finish}, the import leaves nothing behind.
 */
public final class EventWriter implements Consumer<Event>, AutoCloseable {
  private final CaseWriter target;
  private final SourceFile file;
  private final int number;
  private final AtomicLong events = new AtomicLong();
  private volatile boolean ended;

  EventWriter(CaseWriter target, SourceFile file, int number) {
    this.target = target;
    this.file = Objects.requireNonNull(file);
    this.number = number;
  }

  /**
   * Adds an event.
   *
   * @throws CaseException if it cannot be written, as when the disk is full
   */
  @Override
  public void accept(Event event) {
    add(event, reserve(1));
  }

  /**
   * Reserves places for events in the order of the file, so that several threads can add them.
   *
   * @return the first place; each is to be used once
   */
  public long reserve(int count) {
    return events.getAndAdd(count);
  }

  /**
   * Adds an event in a place that was reserved.
   *
   * @throws CaseException if it cannot be written, as when the disk is full
   */
  public void add(Event event, long place) {
    if (ended) {
      throw new IllegalStateException("the import of " + file.name() + " has ended");
    }
    target.add(event, number, place);
  }

  /** Events taken so far. */
  public long events() {
    return events.get();
  }

  /**
   * Ends the import: the file enters the manifest. Nothing may be added any more.
   *
   * @param records records read in the file
   * @param damaged places in it that could not be read
   */
  public ImportedFile finish(long records, long damaged) {
    if (ended) {
      throw new IllegalStateException("the import of " + file.name() + " has ended");
    }
    ended = true;
    return target.finish(number, file, events.get(), records, damaged);
  }

  @Override
  public void close() {
    if (!ended) {
      ended = true;
      target.abandon(number);
    }
  }
}
