package dev.ring3.webui.hunt;

import dev.ring3.search.query.QueryException;

/**
 * A query that cannot be understood, cut so that the page can mark the place.
 *
 * @param before what precedes the place
 * @param at the character at it; a blank if that is the end
 * @param after what follows
 */
record Mistake(String before, String at, String after, int column, String problem, String remedy) {
  static Mistake of(String query, QueryException e) {
    int start = Math.min(Math.max(e.column() - 1, 0), query.length());
    int end = start == query.length() ? start : query.offsetByCodePoints(start, 1);
    String at = start == end ? " " : query.substring(start, end);
    return new Mistake(
        query.substring(0, start), at, query.substring(end), e.column(), e.problem(), e.remedy());
  }
}
