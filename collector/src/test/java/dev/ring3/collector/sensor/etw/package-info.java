/** Tests of what live collection asks of ETW. */
@NullMarked
package dev.ring3.collector.sensor.etw;

import org.jspecify.annotations.NullMarked;
