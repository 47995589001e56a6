/**
 * What happens on this host, now: starts the sensors that work here and hands over their events.
 *
 * <p>{@link dev.ring3.collector.live.LiveCollector} is the whole of it for callers. Sensors'
 * readers only copy bytes into a bounded intake; one thread, {@code ring3-collect}, decodes,
 * normalises, completes and hands over. What a sensor changes on the host is written down before
 * and undone after, at the latest at the next start.
 */
@NullMarked
package dev.ring3.collector.live;

import org.jspecify.annotations.NullMarked;
