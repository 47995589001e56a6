package dev.ring3.etw;

/**
 * Bytes that are no frame of a record. The message names the offset, the need, and what is there.
 */
public final class WireException extends Exception {
  private static final long serialVersionUID = 1;

  WireException(String what, int at, long need, long has) {
    super(what + " at offset " + at + " needs " + need + " bytes, has " + has, null, false, false);
  }

  WireException(String problem) {
    super(problem, null, false, false);
  }
}
