/**
 * Queries against single events, without an index: {@link
 * dev.ring3.search.query.match.EventMatcher} for one query, {@link
 * dev.ring3.search.query.match.MatcherSet} for thousands at once.
 *
 * <p>A set puts each query into the bucket of the kinds of events that it can match, and within it
 * under texts of which an event must have one; one pass over each value of an event for all of them
 * leaves the few queries that are then tested in full. Events of a kind with the same fields are a
 * series, in which only what differs from the event before is looked at again. Compiled sets are
 * immutable and safe for any thread; what is remembered while one event is matched is in {@link
 * dev.ring3.search.query.match.MatcherSet.Session}, for one thread.
 */
@NullMarked
package dev.ring3.search.query.match;

import org.jspecify.annotations.NullMarked;
