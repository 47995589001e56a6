package dev.ring3.collector.decode.etw;

/** Bytes of a record that do not fit its layout. Becomes {@link DecodedEvent#problem}. */
final class DataFitException extends Exception {
  private static final long serialVersionUID = 1;

  DataFitException(String problem) {
    super(problem, null, false, false); // no stack trace: a trace can hold millions
  }

  String problem() {
    return String.valueOf(getMessage());
  }
}
