@NullMarked
package dev.ring3.collector.sensor.windows;

import org.jspecify.annotations.NullMarked;
