/**
 * The hunt language: what a query means ({@link dev.ring3.search.query.Query}), how it is written
 * ({@link dev.ring3.search.query.QueryParser}) and what its names stand for ({@link
 * dev.ring3.search.query.Names}, {@link dev.ring3.search.query.Aliases}).
 *
 * <p>The tree knows no index: it is compiled to Lucene in {@code search.index}, and fits a matcher
 * of single events as well. All its types are immutable and safe for any thread. Whatever is wrong
 * with a text that people wrote is a {@link dev.ring3.search.query.QueryException} with its column.
 */
@NullMarked
package dev.ring3.search.query;

import org.jspecify.annotations.NullMarked;
