/**
 * From what a host or a file says to {@link dev.ring3.collector.event.Event}s.
 *
 * <p>{@code Pipeline} is the whole flow in one method: source, normalise, enrich, hand over.
 * Nothing here knows Lucene or the web; whoever wants the events passes a {@code Consumer<Event>}.
 */
@NullMarked
package dev.ring3.collector;

import org.jspecify.annotations.NullMarked;
