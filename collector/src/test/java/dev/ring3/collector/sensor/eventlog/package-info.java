/** Tests of the reading of event logs. */
@NullMarked
package dev.ring3.collector.sensor.eventlog;

import org.jspecify.annotations.NullMarked;
