package dev.ring3.collector.sensor.eventlog;

import dev.ring3.collector.sensor.Lane;
import dev.ring3.collector.win32.WindowsEvent;
import dev.ring3.collector.win32.log.EventLogException;
import dev.ring3.collector.win32.log.LogSubscription;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A thread that pulls records of all logs into the lane, while there is room: what is not pulled
 * waits in the log. A record's number that does not follow on the last one is told as loss; a log
 * that fails is asked for again. Records that are too large together are asked for one by one,
 * after which Windows wants a new subscription.
 */
final class LogFeed implements AutoCloseable {
  static final int BATCH = 64;

  private static final Duration WAIT = Duration.ofSeconds(1);
  private static final Duration WAIT_FOR_ROOM = Duration.ofMillis(50);

  /** Windows sets the signal; without, a log is asked all the same, and one that failed again. */
  private static final long ASK_NANOS = Duration.ofSeconds(10).toNanos();

  private static final String NUMBER = "<EventRecordID>";

  private final List<Source> sources;
  private final WindowsEvent signal;
  private final Lane lane;
  private final Thread thread;
  private volatile boolean running = true;

  /** A log, and how far it was pulled. */
  static final class Source {
    private final int number;
    private final String channel;
    private @Nullable LogSubscription subscription;
    private long last;
    private int batch = BATCH;

    /**
     * @param number goes before each of its records in the lane, 0 to 127
     * @param last number of the last record that is not wanted
     */
    Source(int number, String channel, LogSubscription subscription, long last) {
      this.number = number;
      this.channel = channel;
      this.subscription = subscription;
      this.last = last;
    }
  }

  private LogFeed(List<Source> sources, WindowsEvent signal, Lane lane) {
    this.sources = List.copyOf(sources);
    this.signal = signal;
    this.lane = lane;
    this.thread = Thread.ofPlatform().name("ring3-read-eventlog").daemon().unstarted(this::run);
  }

  /** The feed owns the subscriptions and the signal from now on. */
  static LogFeed start(List<Source> sources, WindowsEvent signal, Lane lane) {
    LogFeed feed = new LogFeed(sources, signal, lane);
    feed.thread.start();
    return feed;
  }

  private void run() {
    boolean last = false;
    boolean more = true;
    long asked = System.nanoTime();
    while (!last) {
      last = !running;
      boolean isTime = System.nanoTime() - asked >= ASK_NANOS;
      if (signal.await(more ? WAIT_FOR_ROOM : WAIT) || more || last || isTime) {
        more = false;
        for (Source source : sources) {
          more |= pull(source, isTime);
        }
        asked = isTime ? System.nanoTime() : asked;
      }
    }
  }

  /** Whether there is more than the lane has room for. */
  private boolean pull(Source source, boolean isTimeToOpen) {
    try {
      if (source.subscription == null && isTimeToOpen) {
        source.subscription = LogSubscription.after(source.channel, source.last, signal);
      }
      while (source.subscription != null) {
        if (lane.isHalfFull()) {
          return true;
        }
        List<String> records = source.subscription.next(source.batch);
        if (records.isEmpty()) {
          return false;
        }
        records.forEach(xml -> offer(source, xml));
      }
    } catch (EventLogException e) {
      return failed(source, e);
    }
    return false;
  }

  /** Whether it is to be asked again at once. */
  private boolean failed(Source source, EventLogException e) {
    if (source.subscription == null) {
      return false;
    }
    source.subscription.close();
    source.subscription = null;
    if (e.isTooLarge() && source.batch > 1) {
      source.batch = 1;
      return pull(source, true);
    }
    lane.lost(e.getMessage() + "; it is asked for again", 1);
    return false;
  }

  private void offer(Source source, String xml) {
    long id = number(xml);
    long missing = id - source.last - 1;
    if (missing > 0) {
      lane.lost(source.channel + " was overwritten or cleared before it was read", missing);
    }
    source.last = id < 0 ? source.last + 1 : id;
    byte[] text = xml.getBytes(StandardCharsets.UTF_8);
    byte[] message = new byte[text.length + 1];
    message[0] = (byte) source.number;
    System.arraycopy(text, 0, message, 1, text.length);
    lane.offer(message);
  }

  /** Negative if there is none. */
  static long number(String xml) {
    int from = xml.indexOf(NUMBER);
    int end = from < 0 ? -1 : xml.indexOf('<', from + 1);
    String digits = end < 0 ? "" : xml.substring(from + NUMBER.length(), end);
    return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : -1;
  }

  /** Pulls what is there, ends the thread, and gives back what Windows holds for it. */
  @Override
  public void close() {
    running = false;
    signal.set();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    for (Source source : sources) {
      if (source.subscription != null) {
        source.subscription.close();
      }
    }
    signal.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
