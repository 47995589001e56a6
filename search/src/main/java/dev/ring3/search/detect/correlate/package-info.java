/**
 * Correlations: rules on what other rules found ({@link
 * dev.ring3.search.detect.correlate.CorrelationSet} says which), run by a {@link
 * dev.ring3.search.detect.correlate.Correlator}.
 *
 * <p>Hits are looked at in the order of event time, whatever the order in which they come: {@link
 * dev.ring3.search.detect.correlate.Lateness} says how long they wait for earlier ones. What has to
 * exceed a bound is looked at with each hit, over the timespan that ends there, and found at once;
 * after that a group is quiet for a timespan. What can cease to hold with a further hit (upper
 * bounds, averages, shares) is looked at when a timespan that began with a hit is over.
 *
 * <p>Everything that is remembered is bounded; the oldest goes first, and is counted.
 */
@NullMarked
package dev.ring3.search.detect.correlate;

import org.jspecify.annotations.NullMarked;
