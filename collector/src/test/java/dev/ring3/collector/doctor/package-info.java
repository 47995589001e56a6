/** Tests of what is said of a host's settings. */
@NullMarked
package dev.ring3.collector.doctor;

import org.jspecify.annotations.NullMarked;
