/** Tests of sensors' parts that need no system. */
@NullMarked
package dev.ring3.collector.sensor;

import org.jspecify.annotations.NullMarked;
