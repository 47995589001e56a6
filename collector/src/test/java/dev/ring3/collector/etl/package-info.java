/** Tests of the reader of trace files. */
@NullMarked
package dev.ring3.collector.etl;

import org.jspecify.annotations.NullMarked;
