package dev.ring3.collector.enrich.file;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * What waits for a file to be read, at most a stated time and at most {@link #MAX} at once; what is
 * more goes on without. For one thread.
 */
final class Waiting {
  /** A program of 256 MB takes some seconds where files are read in the background. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The same for an event that nobody has been told of yet. */
  static final Duration SHORT_PATIENCE = Duration.ofSeconds(5);

  /** As many as there can be files to read, and files that are left alone first. */
  static final int MAX = 2 * FileExaminer.MAX_WAITING;

  private final Queue<Entry<?>> entries = new ArrayDeque<>();
  private long late;

  private record Entry<T>(CompletableFuture<T> result, T otherwise, Consumer<T> then, long until) {
    void go() {
      then.accept(result.getNow(otherwise));
    }
  }

  /** Whether no more can wait. */
  boolean isFull() {
    return entries.size() >= MAX;
  }

  /** Calls {@code then} with the result: at once if it is there, else from {@link #tick}. */
  <T> void await(CompletableFuture<T> result, T otherwise, Duration patience, Consumer<T> then) {
    if (result.isDone() || isFull()) {
      if (!result.isDone()) {
        late++;
      }
      then.accept(result.getNow(otherwise));
    } else {
      entries.add(new Entry<>(result, otherwise, then, System.nanoTime() + patience.toNanos()));
    }
  }

  /** Lets go what is due. */
  void tick() {
    long now = System.nanoTime();
    for (int i = entries.size(); i > 0; i--) {
      Entry<?> entry = entries.remove();
      boolean isDone = entry.result.isDone();
      if (isDone || now - entry.until > 0) {
        late += isDone ? 0 : 1;
        entry.go();
      } else {
        entries.add(entry);
      }
    }
  }

  /** How many went on without a result so far. */
  long late() {
    return late;
  }

  /** Lets go all. */
  void flush() {
    while (!entries.isEmpty()) {
      entries.remove().go();
    }
  }
}
