/**
 * Reads files of indicators. A format is one class and its line in {@link
 * dev.ring3.search.detect.indicators.read.IndicatorFormats}. What cannot be taken over is told with
 * its place and reason, and the rest goes on.
 */
@NullMarked
package dev.ring3.search.detect.indicators.read;

import org.jspecify.annotations.NullMarked;
