package dev.ring3.webui.hunt;

/** A time that people wrote cannot be understood; the message says what would be right. */
public final class TimeException extends RuntimeException {
  TimeException(String message) {
    super(message);
  }
}
