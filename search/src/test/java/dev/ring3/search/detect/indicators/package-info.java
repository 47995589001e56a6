/** Lists of indicators, read and met. */
@NullMarked
package dev.ring3.search.detect.indicators;

import org.jspecify.annotations.NullMarked;
