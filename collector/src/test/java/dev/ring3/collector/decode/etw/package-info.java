/** Tests of the decoder of trace records. */
@NullMarked
package dev.ring3.collector.decode.etw;

import org.jspecify.annotations.NullMarked;
