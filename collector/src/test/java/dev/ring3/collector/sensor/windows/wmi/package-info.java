@NullMarked
package dev.ring3.collector.sensor.windows.wmi;

import org.jspecify.annotations.NullMarked;
