/** Tests of the Linux sensors' parts that need no privilege. */
@NullMarked
package dev.ring3.collector.sensor.linux;

import org.jspecify.annotations.NullMarked;
