/**
 * The Java side of the native bridge to Event Tracing for Windows (ETW).
 *
 * <p>{@link dev.ring3.etw.NativeLibrary} tells whether the bridge can be had on this host, and why
 * not. {@link dev.ring3.etw.EtwRecord} is one record of a trace: the bridge delivers such from live
 * sessions, the collector's reader of trace files from those. Everything that works without ETW
 * works without the bridge.
 */
@NullMarked
package dev.ring3.etw;

import org.jspecify.annotations.NullMarked;
