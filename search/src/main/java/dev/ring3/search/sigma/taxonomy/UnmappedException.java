package dev.ring3.search.sigma.taxonomy;

/** Ends the compiling of a rule; becomes a {@link Compiled.Unmapped}. */
final class UnmappedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnmappedException(String reason) {
    super(reason);
  }
}
