/**
 * Where records come from: files of every known format, and (in time) live sources.
 *
 * <p>A source reads what others wrote and hands on {@link dev.ring3.collector.source.SourceRecord}s
 * in order, together with the {@link dev.ring3.collector.source.Damage} it met. It knows formats,
 * not meanings: no field gets its ECS name here.
 */
@NullMarked
package dev.ring3.collector.source;

import org.jspecify.annotations.NullMarked;
