/**
 * The kernel's audit system, as its one sensor needs it: asked, given rules, and set back to how it
 * was found, also after a crash.
 */
@NullMarked
package dev.ring3.collector.sensor.linux.audit;

import org.jspecify.annotations.NullMarked;
