package dev.ring3.webui.service;

/** The service could not be changed; the message says why and what to do. */
public final class ServiceException extends Exception {
  private static final long serialVersionUID = 1;

  ServiceException(String message) {
    super(message);
  }
}
