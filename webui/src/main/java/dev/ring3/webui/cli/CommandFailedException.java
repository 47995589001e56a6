package dev.ring3.webui.cli;

/** A command cannot do what it was asked to; the message says why and what to do. */
final class CommandFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  CommandFailedException(String message) {
    super(message);
  }
}
