/** Tests of the live events' slices. */
@NullMarked
package dev.ring3.search.index.live;

import org.jspecify.annotations.NullMarked;
