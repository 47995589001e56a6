/**
 * What a criterion asks of one value of an event: tests of texts, and of thousands of texts at
 * once. Knows neither events nor fields; everything is immutable and safe for any thread.
 */
@NullMarked
package dev.ring3.search.query.match.value;

import org.jspecify.annotations.NullMarked;
