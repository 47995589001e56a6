/**
 * What wakes a sensor that compares, so that it looks at once and not only in time. Where Windows
 * lacks a way to be told, that is a shortcoming of the sensor, which goes on looking in time.
 */
@NullMarked
package dev.ring3.collector.sensor.windows.watch;

import org.jspecify.annotations.NullMarked;
