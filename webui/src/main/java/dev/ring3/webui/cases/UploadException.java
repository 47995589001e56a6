package dev.ring3.webui.cases;

/** An upload cannot go on; the message is for people. */
final class UploadException extends RuntimeException {
  UploadException(String message) {
    super(message);
  }
}
