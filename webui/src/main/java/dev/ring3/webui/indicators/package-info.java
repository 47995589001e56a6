/** The page Indicators: the lists, what one of them has of a value, import and removal. */
@NullMarked
package dev.ring3.webui.indicators;

import org.jspecify.annotations.NullMarked;
