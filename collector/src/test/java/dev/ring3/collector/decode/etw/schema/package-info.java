/** Tests of where layouts come from. */
@NullMarked
package dev.ring3.collector.decode.etw.schema;

import org.jspecify.annotations.NullMarked;
