/**
 * The Java side of the native bridge to Event Tracing for Windows (ETW).
 *
 * <p>{@link dev.ring3.etw.NativeLibrary} tells whether the bridge can be had on this host, and why
 * not. {@link dev.ring3.etw.EtwSession} is a session of ours: it is opened with a {@link
 * dev.ring3.etw.SessionConfig} and hands over records as frames, of which {@link
 * dev.ring3.etw.WireReader} makes {@link dev.ring3.etw.EtwRecord}s; the collector's reader of trace
 * files makes such from files. Everything that works without ETW works without the bridge.
 *
 * <p>Nothing is decoded here. What Windows refuses is an {@link dev.ring3.etw.EtwException} with
 * call, code and remedy, or a {@link dev.ring3.etw.Refusal} of a session that runs nevertheless.
 */
@NullMarked
package dev.ring3.etw;

import org.jspecify.annotations.NullMarked;
