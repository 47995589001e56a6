/**
 * Lucene's side of searching: from a {@link dev.ring3.search.query.Query} to Lucene's ({@link
 * dev.ring3.search.index.find.LuceneQueries}), and what is gathered over its hits.
 *
 * <p>Everything here lives for one search over one open reader and belongs to one thread, except
 * the queries, which Lucene may cache: they are immutable.
 */
@NullMarked
package dev.ring3.search.index.find;

import org.jspecify.annotations.NullMarked;
