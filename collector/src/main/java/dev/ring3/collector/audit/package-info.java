/**
 * The text of the Linux audit system: records as the kernel and programs write them, and the events
 * that several records make together.
 *
 * <p>Nothing here asks the operating system: text comes in, records go out, so that a log file of
 * another host and the kernel's own messages take the same way. Sources: {@code linux/audit.h}, the
 * audit project's field dictionary, and real logs. A record that can't be read is an {@link
 * dev.ring3.collector.audit.AuditTextException} with the place; every limit is stated where it
 * holds.
 */
@NullMarked
package dev.ring3.collector.audit;

import org.jspecify.annotations.NullMarked;
