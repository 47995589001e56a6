package dev.ring3.search.detect.correlate;

/** Bytes are not the state of a correlator; the message says why. */
public final class StateException extends RuntimeException {
  private static final long serialVersionUID = 1;

  StateException(String message) {
    super(message);
  }

  StateException(String message, Throwable cause) {
    super(message, cause);
  }
}
