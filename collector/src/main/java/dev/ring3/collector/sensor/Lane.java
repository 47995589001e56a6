package dev.ring3.collector.sensor;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A sensor's way to {@code ring3-collect}: a queue of at most {@link #MAX_BYTES}. When it is full
 * the newest message is dropped and counted, so that what is told of is told without a hole up to
 * the loss. Safe for any thread; nobody waits in it.
 */
public final class Lane {
  /** A fifth of the heap at most, as several lanes can be full at once. */
  public static final long MAX_BYTES = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 5);

  private final MessageQueue queue = new MessageQueue();
  private final Map<String, Loss> losses = new LinkedHashMap<>();
  private final Clock clock;
  private final Semaphore arrived;
  private long number;
  private long lost;

  /**
   * @param arrived gets a permit when a message comes
   */
  public Lane(Clock clock, Semaphore arrived) {
    this.clock = clock;
    this.arrived = arrived;
  }

  /**
   * Messages that were not seen.
   *
   * @param count how many, at least
   */
  public record Loss(String reason, long count, Instant first, Instant last) {
    Loss and(Loss later) {
      return new Loss(reason, count + later.count, first, later.last);
    }
  }

  /** Takes a message, or counts it as lost. */
  public void offer(byte[] message) {
    Instant now = clock.instant();
    synchronized (this) {
      number++;
      if (queue.bytesWith(message.length) > MAX_BYTES) {
        lose(new Loss("Ring3's queue was full", 1, now, now));
        return;
      }
      queue.add(new Message(number, message, now));
    }
    if (arrived.availablePermits() == 0) {
      arrived.release();
    }
  }

  /** Notes that the source itself lost messages. */
  public synchronized void lost(String reason, long count) {
    Instant now = clock.instant();
    lose(new Loss(reason, count, now, now));
  }

  private void lose(Loss loss) {
    lost += loss.count();
    losses.merge(loss.reason(), loss, Loss::and);
  }

  /** The next message, if there is one that was read by then. */
  public synchronized @Nullable Message poll(Instant readBy) {
    Instant first = queue.firstReadAt();
    return first == null || first.isAfter(readBy) ? null : queue.poll();
  }

  /** When the next message was read; null if none waits. */
  public synchronized @Nullable Instant nextReadAt() {
    return queue.firstReadAt();
  }

  /** Whether no message waits. */
  public synchronized boolean isEmpty() {
    return queue.isEmpty();
  }

  /** Whether a source that keeps its messages had better wait. */
  public synchronized boolean isHalfFull() {
    return queue.bytesWith(0) >= MAX_BYTES / 2;
  }

  /** Losses since the last call, one a reason. */
  public synchronized List<Loss> takeLosses() {
    List<Loss> all = new ArrayList<>(losses.values());
    losses.clear();
    return all;
  }

  /** Messages that came, also those that were dropped. */
  public synchronized long messages() {
    return number;
  }

  /** Messages lost so far, here or at the source. */
  public synchronized long lost() {
    return lost;
  }
}
