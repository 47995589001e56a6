/** Reads bytes that calls of the Windows API wrote; the layouts are those of 64-bit Windows. */
@NullMarked
package dev.ring3.collector.decode.windows;

import org.jspecify.annotations.NullMarked;
