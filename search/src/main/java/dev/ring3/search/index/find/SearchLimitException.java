package dev.ring3.search.index.find;

/** A search asked for more than its limits; the message says which and what to do. */
public final class SearchLimitException extends RuntimeException {
  public SearchLimitException(String message) {
    super(message);
  }
}
