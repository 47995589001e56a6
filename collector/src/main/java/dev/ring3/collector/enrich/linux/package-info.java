/**
 * What a Linux host knows of its processes and users, now: the table of processes with their
 * ancestors, also of those that are gone, names of users, containers.
 *
 * <p>Parsers of the text of {@code /proc} and {@code /etc} take text; {@code ProcFiles} reads it.
 * Everything here is for the one thread that completes events.
 */
@NullMarked
package dev.ring3.collector.enrich.linux;

import org.jspecify.annotations.NullMarked;
