/** Tests of live collection on a real host. */
@NullMarked
package dev.ring3.collector.live;

import org.jspecify.annotations.NullMarked;
