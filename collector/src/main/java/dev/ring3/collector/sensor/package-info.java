/**
 * The sensors of a host, one class each; {@link dev.ring3.collector.sensor.Sensors} lists them.
 *
 * <p>A sensor finds out what it can do, opens its sources, and lets a reader thread of its own copy
 * bytes into its {@link dev.ring3.collector.sensor.Lane}. The bytes are given a meaning on the
 * thread {@code ring3-collect}, which calls {@link dev.ring3.collector.sensor.Sensor#decode} and
 * {@link dev.ring3.collector.sensor.Sensor#tick}. What a sensor changes on the host it writes down
 * before, and undoes when it stops.
 */
@NullMarked
package dev.ring3.collector.sensor;

import org.jspecify.annotations.NullMarked;
