package dev.ring3.collector.sensor.linux;

import dev.ring3.collector.linux.Descriptor;
import dev.ring3.collector.linux.SystemCallException;
import dev.ring3.collector.linux.ThreadPriority;
import dev.ring3.collector.linux.Wakeup;
import dev.ring3.collector.sensor.Lane;
import java.io.IOException;
import java.util.Optional;

/**
 * A thread that copies what a descriptor delivers into a lane, and nothing else. While messages
 * come one soon after another it lets the kernel gather them for {@link #PAUSE_MILLISECONDS}, as to
 * be woken for each costs more than to copy it.
 */
final class Reader implements AutoCloseable {
  private static final int PAUSE_MILLISECONDS = 5;

  private static final long SOON_NANOS = 2 * 1_000_000L * PAUSE_MILLISECONDS;

  private final Wakeup wakeup;
  private final Thread thread;
  private volatile boolean running = true;
  private long lastRead = System.nanoTime();

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
    boolean isSoon = now - lastRead < SOON_NANOS;
    lastRead = now;
    if (isSoon) {
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
