package dev.ring3.search.query;

/** A query that people wrote cannot be understood. The message has all three parts. */
public final class QueryException extends RuntimeException {
  private final int column;
  private final String problem;
  private final String remedy;

  /**
   * @param column where it is, from 1, in UTF-16 units
   * @param problem what is wrong, as a phrase
   * @param remedy what would be right, as a phrase
   */
  public QueryException(int column, String problem, String remedy) {
    super("column " + column + ": " + problem + ": " + remedy);
    this.column = column;
    this.problem = problem;
    this.remedy = remedy;
  }

  public int column() {
    return column;
  }

  public String problem() {
    return problem;
  }

  public String remedy() {
    return remedy;
  }
}
