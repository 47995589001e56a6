@NullMarked
package dev.ring3.collector.sensor.windows.watch;

import org.jspecify.annotations.NullMarked;
