/** Tests of the sources. */
@NullMarked
package dev.ring3.collector.source;

import org.jspecify.annotations.NullMarked;
