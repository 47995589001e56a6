package dev.ring3.search.hunt;

/** A cursor does not belong to this search, or its event is gone: start from the first page. */
public final class CursorException extends RuntimeException {
  public CursorException(String message) {
    super(message);
  }
}
