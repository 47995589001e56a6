/**
 * Where events are kept: {@link dev.ring3.search.index.Cases} on disk, one {@link
 * dev.ring3.search.index.CaseWriter} at a time for each, any number of {@link
 * dev.ring3.search.index.Snapshot}s to search. Together with its subpackages and the query language
 * the only place that knows Lucene; no signature here shows it.
 *
 * <p>What is wrong with a case on disk is a {@link dev.ring3.search.index.CaseException}; other
 * cases are not affected. A search that asks too much ends in a {@link
 * dev.ring3.search.index.find.SearchLimitException}.
 */
@NullMarked
package dev.ring3.search.index;

import org.jspecify.annotations.NullMarked;
