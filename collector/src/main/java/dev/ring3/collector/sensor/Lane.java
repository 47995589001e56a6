package dev.ring3.collector.sensor;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A sensor's way to {@code ring3-collect}: a queue of at most {@link #MAX_MESSAGES} messages and
 * {@link #MAX_BYTES}. When it is full the newest message is dropped and counted, so that what is
 * told of is told without a hole up to the loss. Safe for any thread; nobody waits in it.
 */
public final class Lane {
  public static final int MAX_MESSAGES = 131_072;
  public static final long MAX_BYTES = 64L << 20;

  private final Queue<Message> queue = new ArrayDeque<>();
  private final Map<String, Loss> losses = new LinkedHashMap<>();
  private final Clock clock;
  private final Semaphore arrived;
  private long bytes;
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
      if (queue.size() >= MAX_MESSAGES || bytes + message.length > MAX_BYTES) {
        lose(new Loss("Ring3's queue was full", 1, now, now));
        return;
      }
      queue.add(new Message(number, message, now));
      bytes += message.length;
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
    Message message = queue.peek();
    if (message == null || message.readAt().isAfter(readBy)) {
      return null;
    }
    queue.remove();
    bytes -= message.bytes().length;
    return message;
  }

  /** When the next message was read; null if none waits. */
  public synchronized @Nullable Instant nextReadAt() {
    Message message = queue.peek();
    return message == null ? null : message.readAt();
  }

  /** Whether no message waits. */
  public synchronized boolean isEmpty() {
    return queue.isEmpty();
  }

  /** Whether a source that keeps its messages had better wait. */
  public synchronized boolean isHalfFull() {
    return queue.size() >= MAX_MESSAGES / 2 || bytes >= MAX_BYTES / 2;
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
