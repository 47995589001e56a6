package dev.ring3.search.ingest;

import dev.ring3.collector.event.Event;
import dev.ring3.search.detect.Detector;
import dev.ring3.search.index.CaseException;
import dev.ring3.search.index.EventWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Hands events to an {@link EventWriter} on other threads, in batches. Belongs to the thread that
 * made it, which waits while {@link #MAX_WAITING} batches are under way.
 */
final class IndexingThreads implements AutoCloseable {
  /** Batches that may wait or be worked on. */
  static final int MAX_WAITING = 32;

  /** Events in a batch. */
  static final int BATCH = 256;

  private final ExecutorService threads;
  private final @Nullable Detector detector;

  /** Sessions that no thread uses now; at most as many as there are threads. */
  private final Queue<Detector.Session> sessions = new ConcurrentLinkedQueue<>();

  private final Queue<Future<?>> underWay = new ArrayDeque<>();
  private List<Event> batch = new ArrayList<>(BATCH);

  /**
   * @param detector raises alerts on the events, which are written with them; null for none
   */
  IndexingThreads(int count, @Nullable Detector detector) {
    this.detector = detector;
    AtomicInteger number = new AtomicInteger();
    threads =
        Executors.newFixedThreadPool(
            count,
            work -> {
              Thread thread = new Thread(work, "ring3-index-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Takes an event for a writer; the same writer until the next {@link #drain}. */
  void add(EventWriter writer, Event event) {
    batch.add(event);
    if (batch.size() == BATCH) {
      send(writer);
    }
  }

  private void send(EventWriter writer) {
    List<Event> full = batch;
    batch = new ArrayList<>(BATCH);
    while (underWay.size() >= MAX_WAITING) {
      await(underWay.remove());
    }
    long first = writer.reserve(full.size());
    underWay.add(threads.submit(() -> write(writer, full, first)));
  }

  private void write(EventWriter writer, List<Event> events, long first) {
    if (detector == null) {
      for (int i = 0; i < events.size(); i++) {
        writer.add(events.get(i), first + i);
      }
      return;
    }
    Detector.Session waiting = sessions.poll();
    Detector.Session session = waiting == null ? detector.session() : waiting;
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i);
      writer.add(event, first + i);
      session.detect(event, writer); // now, while its values are in the processor's cache
    }
    sessions.add(session);
  }

  /** Waits until everything taken so far is with the writer. */
  void drain(EventWriter writer) {
    if (!batch.isEmpty()) {
      send(writer);
    }
    while (!underWay.isEmpty()) {
      await(underWay.remove());
    }
  }

  private static void await(Future<?> batch) {
    try {
      batch.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CaseException("the import was interrupted", e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
