package dev.ring3.search.query.match;

/** One node of a compiled query. Safe for any thread. */
@FunctionalInterface
interface Test {
  boolean holds(EventValues event);
}
