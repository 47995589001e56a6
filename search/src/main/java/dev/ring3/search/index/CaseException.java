package dev.ring3.search.index;

import org.jspecify.annotations.Nullable;

/**
 * A case cannot be created, opened, read or written; the message says which, why and what to do.
 */
public final class CaseException extends RuntimeException {
  public CaseException(String message) {
    super(message);
  }

  public CaseException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
