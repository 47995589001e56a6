/**
 * Where layouts come from: the catalogue that comes with Ring3 ({@code providers/*.yml}), and what
 * a trace brings along: TRACE_EVENT_INFO blocks, manifests of EventSource providers, TraceLogging
 * metadata. {@link dev.ring3.collector.decode.etw.schema.EtwDecoder} knows them all.
 *
 * <p>What a trace brings along is foreign: a block that makes no sense is no layout, and its events
 * stay undecoded. Limits stand in the classes.
 */
@NullMarked
package dev.ring3.collector.decode.etw.schema;

import org.jspecify.annotations.NullMarked;
