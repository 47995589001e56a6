/** The page Indicators, as people use it. */
@NullMarked
package dev.ring3.webui.indicators;

import org.jspecify.annotations.NullMarked;
