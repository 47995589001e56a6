package dev.ring3.collector.etl;

import java.io.IOException;

/** The content is no trace file. */
public final class NotEtlException extends IOException {
  private static final long serialVersionUID = 1;

  NotEtlException(String message) {
    super(message);
  }
}
