package dev.ring3.collector.sensor.etw;

import dev.ring3.etw.SessionConfig;
import java.time.Duration;
import java.util.Objects;

/**
 * A session that somebody stopped, until it runs again. It is to be started at once; where that
 * fails, after a second, then after twice as long each time, at most a minute. For one thread.
 */
public final class StoppedSession {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final SessionConfig config;
  private Duration wait = FIRST;
  private long due;

  /**
   * @param now of {@link System#nanoTime}
   */
  public StoppedSession(SessionConfig config, long now) {
    this.config = Objects.requireNonNull(config);
    this.due = now;
  }

  public SessionConfig config() {
    return config;
  }

  /** Whether the next attempt is to be made. */
  public boolean isDue(long now) {
    return now - due >= 0;
  }

  /** Notes that an attempt failed. */
  public void failed(long now) {
    due = now + wait.toNanos();
    Duration twice = wait.multipliedBy(2);
    wait = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
  }

  /** How long the next failure will delay what follows. */
  public Duration delay() {
    return wait;
  }
}
