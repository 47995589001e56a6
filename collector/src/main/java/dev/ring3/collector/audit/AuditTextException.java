package dev.ring3.collector.audit;

/** A record that can't be read; the message says what was needed and what was found. */
public final class AuditTextException extends Exception {
  private static final long serialVersionUID = 1;

  private final String problem;

  AuditTextException(String problem) {
    super(problem);
    this.problem = problem;
  }

  /** What was needed and what was found. */
  public String problem() {
    return problem;
  }
}
