/**
 * The vocabulary: what an event is, which kinds exist, which fields they have. Depends on nothing.
 *
 * <p>Names are those of the Elastic Common Schema (ECS 9). What ECS does not name stays under the
 * source's own name, such as {@code winlog.event_data.TaskName}, next to the fields of the table
 * {@link dev.ring3.collector.event.Field}. Everything here is immutable and safe for any thread;
 * builders belong to one thread.
 */
@NullMarked
package dev.ring3.collector.event;

import org.jspecify.annotations.NullMarked;
