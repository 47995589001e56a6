/**
 * What indicators are: their kinds, the form in which they are compared, and how people write them.
 */
@NullMarked
package dev.ring3.search.detect.indicators.value;

import org.jspecify.annotations.NullMarked;
