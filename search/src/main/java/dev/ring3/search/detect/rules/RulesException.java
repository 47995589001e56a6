package dev.ring3.search.detect.rules;

/** Rules cannot be read, written or imported; the message says which, why and what to do. */
public final class RulesException extends RuntimeException {
  private static final long serialVersionUID = 1;

  RulesException(String message) {
    super(message);
  }

  RulesException(String message, Throwable cause) {
    super(message, cause);
  }
}
