package dev.ring3.collector.sensor;

import java.io.IOException;
import java.time.Duration;

/** One source of events on this host. */
public interface Sensor {
  /** Identifies it, such as {@code linux.audit}. */
  String name();

  /** What people call it. */
  String title();

  /** What it could do here; changes nothing. From any thread. */
  Ability probe();

  /**
   * Opens its sources and starts its reader.
   *
   * @param lane takes what is read
   * @return what it can do
   * @throws IOException if it cannot work; nothing is left open or changed
   */
  Ability start(Lane lane) throws IOException;

  /**
   * How long its messages wait, so that the process they are about, and the program it runs, are
   * known first. Not those that tell of processes, or ask the system for more while it still knows.
   */
  default Duration settling() {
    return Duration.ofMillis(100);
  }

  /** Says what a message means. Called on {@code ring3-collect}. */
  void decode(Message message, Findings findings);

  /**
   * Does what is due, about ten times a second; on Linux about twice while nothing is found. Called
   * on {@code ring3-collect}.
   */
  void tick(Findings findings);

  /**
   * Ends reading and undoes what was changed on the host. What is in the lane can still be decoded.
   */
  void stop();

  /** Hands over what still waits for more. Called on {@code ring3-collect}, last of all. */
  default void flush(Findings findings) {}
}
