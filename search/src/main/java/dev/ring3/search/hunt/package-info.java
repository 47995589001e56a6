/**
 * Asking questions of the index: {@link dev.ring3.search.hunt.Hunt} takes what people wrote and
 * gives pages, counts, histograms, top values and completions.
 *
 * <p>Everything is immutable and safe for any thread. What people wrote wrongly is a {@link
 * dev.ring3.search.query.QueryException}; limits and damaged cases are as in {@code search.index}.
 */
@NullMarked
package dev.ring3.search.hunt;

import org.jspecify.annotations.NullMarked;
