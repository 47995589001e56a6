package dev.ring3.collector.sensor;

import dev.ring3.collector.linux.Descriptor;
import dev.ring3.collector.linux.SystemCallException;
import dev.ring3.collector.linux.ThreadPriority;
import dev.ring3.collector.linux.Wakeup;
import java.io.IOException;
import java.util.Optional;

/**
 * A thread that copies what a descriptor delivers into a lane, and nothing else. In a burst it lets
 * the kernel gather for {@link #PAUSE_MILLISECONDS}, as to be woken for each message costs more
 * than to copy it.
 */
final class Reader implements AutoCloseable {
  private static final int PAUSE_MILLISECONDS = 5;

  /** So many messages within {@link #WINDOW_NANOS} are a burst. */
  private static final int BURST = 32;

  private static final long WINDOW_NANOS = 10_000_000;

  private final Wakeup wakeup;
  private final Thread thread;
  private volatile boolean running = true;
  private long windowBegan = System.nanoTime();
  private int inWindow;

  /** Reads the next message without waiting. */
  interface Source {
    Optional<byte[]> next() throws IOException;
  }

  private Reader(String name, Descriptor descriptor, Source source, Lane lane)
      throws SystemCallException {
    this.wakeup = Wakeup.open();
    this.thread =
        Thread.ofPlatform()
            .name("ring3-read-" + name)
            .daemon()
            .unstarted(() -> run(descriptor, source, lane));
  }

  static Reader start(String name, Descriptor descriptor, Source source, Lane lane)
      throws SystemCallException {
    Reader reader = new Reader(name, descriptor, source, lane);
    reader.thread.start();
    return reader;
  }

  private void run(Descriptor descriptor, Source source, Lane lane) {
    ThreadPriority.raise();
    boolean last = false;
    while (!last) {
      last = !running;
      try {
        if (last ? descriptor.awaitInput(0) : descriptor.awaitInput(wakeup)) {
          Optional<byte[]> message = source.next();
          while (message.isPresent()) {
            lane.offer(message.get());
            inWindow++;
            message = source.next();
          }
          gather();
        }
      } catch (SystemCallException e) {
        if (e.errno() != SystemCallException.NO_BUFFER_SPACE) {
          lane.lost("reading ended: " + e.getMessage(), 1);
          return;
        }
        lane.lost("the kernel's buffer was full", 1);
      } catch (IOException e) {
        lane.lost("reading ended: " + e.getMessage(), 1);
        return;
      }
    }
  }

  private void gather() throws SystemCallException {
    long now = System.nanoTime();
    boolean burst = inWindow >= BURST;
    if (now - windowBegan >= WINDOW_NANOS) {
      windowBegan = now;
      inWindow = 0;
    }
    if (burst) {
      wakeup.awaitInput(PAUSE_MILLISECONDS);
    }
  }

  /** Reads what is there, ends, and waits for that. The descriptor stays open. */
  @Override
  public void close() {
    running = false;
    try {
      wakeup.wake();
    } catch (SystemCallException e) {
      throw new IllegalStateException("an open eventfd can be written", e);
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    wakeup.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
