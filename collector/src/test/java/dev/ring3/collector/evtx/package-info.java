/** Tests of the event log reader, and what measures it. */
@NullMarked
package dev.ring3.collector.evtx;

import org.jspecify.annotations.NullMarked;
