/**
 * Pure rewrites: a {@link dev.ring3.collector.source.SourceRecord} gets its {@link
 * dev.ring3.collector.event.EventType} and ECS names.
 *
 * <p>What is a renaming stands in YAML, one file a provider, in {@code providers/}. A value goes
 * into the field of the table {@link dev.ring3.collector.event.Field} if it fits the field's type.
 * It also stays under the source's own name, unless the field now says it in the very same words:
 * so nothing is stored twice, and {@link dev.ring3.collector.normalize.WindowsNames} can still give
 * back the record as it was written.
 *
 * <p>Everything here is immutable and safe for any thread. A value that does not fit is no error; a
 * wrong table is a bug and throws when the tables are loaded.
 */
@NullMarked
package dev.ring3.collector.normalize;

import org.jspecify.annotations.NullMarked;
