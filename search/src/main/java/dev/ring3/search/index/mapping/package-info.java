/**
 * How an {@link dev.ring3.collector.event.Event} becomes a Lucene document and comes back.
 *
 * <p>No event is stored as a whole: it is rebuilt from doc values. {@link
 * dev.ring3.search.index.mapping.Layout} names what is written; {@link
 * dev.ring3.search.index.mapping.EventDocument} writes, {@link
 * dev.ring3.search.index.mapping.LeafEvents} reads. Both belong to one thread.
 */
@NullMarked
package dev.ring3.search.index.mapping;

import org.jspecify.annotations.NullMarked;
