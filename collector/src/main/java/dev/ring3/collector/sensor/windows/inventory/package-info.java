/**
 * What a Windows host has beside processes, sockets and services: logons, pipes, cached names,
 * volumes, shares, certificates, security products. Each is a table that is looked at in turn; what
 * Windows does not tell is a shortcoming of the sensor.
 */
@NullMarked
package dev.ring3.collector.sensor.windows.inventory;

import org.jspecify.annotations.NullMarked;
