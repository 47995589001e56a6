/** Lists of indicators, read and met. */
@NullMarked
package dev.ring3.search.detect.indicators.read;

import org.jspecify.annotations.NullMarked;
