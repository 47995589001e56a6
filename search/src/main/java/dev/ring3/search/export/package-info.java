/**
 * Events as files for other tools and for people: one class per format, all in {@link
 * dev.ring3.search.export.ExportFormat#ALL}.
 *
 * <p>Formats are immutable; what writes one export belongs to one thread and holds at most a few
 * hundred events. Errors of the target are {@link java.io.IOException}s.
 */
@NullMarked
package dev.ring3.search.export;

import org.jspecify.annotations.NullMarked;
