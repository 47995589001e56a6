/** Tests of the reader of Windows programs. */
@NullMarked
package dev.ring3.collector.pe;

import org.jspecify.annotations.NullMarked;
