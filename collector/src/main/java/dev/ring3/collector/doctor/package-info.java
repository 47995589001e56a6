/**
 * What of this host's own settings hides telemetry, and the command that changes it. Asks, and
 * changes nothing: {@link dev.ring3.collector.doctor.Doctor}.
 */
@NullMarked
package dev.ring3.collector.doctor;

import org.jspecify.annotations.NullMarked;
