/**
 * Indicators: things that are told when an event has them, from lists that others publish. {@link
 * dev.ring3.search.detect.indicators.IndicatorLists} keeps the lists of a data directory; {@link
 * dev.ring3.search.detect.indicators.IndicatorSet} finds what an event has of all of them.
 *
 * <p>In memory an indicator is 8 bytes, the fingerprint of its kind and value; the value itself is
 * looked up in the list's file once a fingerprint is met, so that no alert rests on a fingerprint.
 */
@NullMarked
package dev.ring3.search.detect.indicators;

import org.jspecify.annotations.NullMarked;
