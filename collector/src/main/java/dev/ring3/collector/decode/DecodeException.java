package dev.ring3.collector.decode;

/** Bytes that can't be read; the message says what was needed and what was there. */
public final class DecodeException extends Exception {
  private static final long serialVersionUID = 1;

  public DecodeException(String message) {
    super(message);
  }
}
