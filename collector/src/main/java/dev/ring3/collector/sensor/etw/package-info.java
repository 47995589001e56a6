/**
 * What live collection asks of ETW, and the way of a record from the bridge to a source record.
 *
 * <p>{@link dev.ring3.collector.sensor.etw.SessionFile} reads which sessions there are to be,
 * {@link dev.ring3.collector.sensor.etw.LiveRecords} decodes what they deliver. Both know no thread
 * of their own; {@link dev.ring3.collector.sensor.etw.EtwSensor} runs the sessions.
 */
@NullMarked
package dev.ring3.collector.sensor.etw;

import org.jspecify.annotations.NullMarked;
