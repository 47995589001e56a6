package dev.ring3.search.detect.indicators;

/** Lists of indicators cannot be read or written; the message says which, why and what to do. */
public final class IndicatorException extends RuntimeException {
  private static final long serialVersionUID = 1;

  IndicatorException(String message) {
    super(message);
  }

  IndicatorException(String message, Throwable cause) {
    super(message, cause);
  }
}
