package dev.ring3.collector.enrich.file;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * What waits for a file to be read, at most {@link #PATIENCE} and at most {@link #MAX} at once;
 * what is more goes on without. For one thread.
 */
public final class Waiting {
  public static final Duration PATIENCE = Duration.ofSeconds(2);
  public static final int MAX = 8192;

  /** The same for a file that is left alone first. */
  static final Duration LONG_PATIENCE = Duration.ofSeconds(5);

  private final Queue<Entry<?>> entries = new ArrayDeque<>();

  private record Entry<T>(CompletableFuture<T> result, T otherwise, Consumer<T> then, long until) {
    boolean isDue(long now) {
      return result.isDone() || now - until > 0;
    }

    void go() {
      then.accept(result.getNow(otherwise));
    }
  }

  /** Calls {@code then} with the result: at once if it is there, else from {@link #tick}. */
  public <T> void await(CompletableFuture<T> result, T otherwise, Consumer<T> then) {
    await(result, otherwise, PATIENCE, then);
  }

  <T> void await(CompletableFuture<T> result, T otherwise, Duration patience, Consumer<T> then) {
    if (result.isDone() || entries.size() >= MAX) {
      then.accept(result.getNow(otherwise));
    } else {
      entries.add(new Entry<>(result, otherwise, then, System.nanoTime() + patience.toNanos()));
    }
  }

  /** Lets go what is due. */
  public void tick() {
    long now = System.nanoTime();
    for (int i = entries.size(); i > 0; i--) {
      Entry<?> entry = entries.remove();
      if (entry.isDue(now)) {
        entry.go();
      } else {
        entries.add(entry);
      }
    }
  }

  /** Lets go all. */
  public void flush() {
    while (!entries.isEmpty()) {
      entries.remove().go();
    }
  }
}
