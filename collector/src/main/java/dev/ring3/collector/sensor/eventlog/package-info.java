/**
 * Windows' event logs, live. {@link dev.ring3.collector.sensor.eventlog.EventLogSensor} asks for
 * the logs of {@code eventlogs.yml}; a thread of its own pulls records as long as there is room for
 * them, so that a burst waits in the log. How far each log was read is kept in Ring3's folder.
 */
@NullMarked
package dev.ring3.collector.sensor.eventlog;

import org.jspecify.annotations.NullMarked;
