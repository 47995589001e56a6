/**
 * What trace records leave to others: they name a file, a registry key, a thread or a module by its
 * address, and another record of the trace says what that is. {@link
 * dev.ring3.collector.enrich.etw.Traces} is the way of a trace's records through all of this.
 *
 * <p>Addresses are used again, so the newest record counts. These classes have state with a stated
 * limit and belong to one thread, the pipeline's.
 */
@NullMarked
package dev.ring3.collector.enrich.etw;

import org.jspecify.annotations.NullMarked;
