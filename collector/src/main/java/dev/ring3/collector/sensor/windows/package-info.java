/**
 * Sensors that ask Windows' own calls for the state of the host and tell what differs from the last
 * time. They need no administrator, see nothing that comes and goes between two looks, and take at
 * most a twentieth of a processor's time ({@link dev.ring3.collector.sensor.windows.Pace}).
 */
@NullMarked
package dev.ring3.collector.sensor.windows;

import org.jspecify.annotations.NullMarked;
