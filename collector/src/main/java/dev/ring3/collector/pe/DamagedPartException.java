package dev.ring3.collector.pe;

/** A part of the file is not where, or not what, the file says. */
final class DamagedPartException extends Exception {
  private static final long serialVersionUID = 1;

  DamagedPartException(String message) {
    super(message);
  }
}
