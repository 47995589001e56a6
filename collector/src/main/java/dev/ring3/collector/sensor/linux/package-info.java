/**
 * Sensors of Linux, one class each; {@link dev.ring3.collector.sensor.linux.LinuxSensors} lists
 * them. What sockets of the kernel deliver is copied by a {@link
 * dev.ring3.collector.sensor.linux.Reader} each; an inventory is a table of what can be compared.
 */
@NullMarked
package dev.ring3.collector.sensor.linux;

import org.jspecify.annotations.NullMarked;
