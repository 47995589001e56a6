/**
 * The one decoder of ETW records: a layout (what {@code decode.etw.schema} knows of an event) is
 * compiled once into an {@link dev.ring3.collector.decode.etw.EventDecoder}, which then finds the
 * fields of each record by walking over its bytes. Values become text when they are asked for.
 *
 * <p>Values are written as in event logs: GUIDs {@code {XXXXXXXX-…}} and binary values in upper
 * case, SIDs {@code S-1-…}, hexadecimal and pointer types {@code 0x…} in lower case, times in ISO
 * 8601, UTC, booleans {@code true} and {@code false}; items of an array are joined by commas.
 *
 * <p>Bytes that do not fit their layout cost the fields from there on, never the record: {@link
 * dev.ring3.collector.decode.etw.DecodedEvent#problem}. Layouts and decoders are immutable and safe
 * for any thread.
 */
@NullMarked
package dev.ring3.collector.decode.etw;

import org.jspecify.annotations.NullMarked;
