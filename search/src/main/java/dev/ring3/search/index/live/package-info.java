/**
 * The events of this host, as they come: {@code <data>/live/} holds slices, one Lucene index for
 * each stretch of arrival time. One {@link dev.ring3.search.index.live.LiveWriter} at a time fills
 * the newest slice, starts another when it is full or old, and deletes whole slices when their time
 * is over or there is too much. Any number of processes can read what is committed ({@link
 * dev.ring3.search.index.live.SlicesOnDisk}); the writer's own process reads what has just arrived.
 */
@NullMarked
package dev.ring3.search.index.live;

import org.jspecify.annotations.NullMarked;
