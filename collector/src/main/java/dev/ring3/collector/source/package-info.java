/**
 * Where records come from: files of every known format, and (in time) live sources.
 *
 * <p>A source reads what others wrote and hands on {@link dev.ring3.collector.source.SourceRecord}s
 * in order, together with the {@link dev.ring3.collector.source.Damage} it met. It knows formats,
 * not meanings: no field gets its ECS name here.
 *
 * <p>{@link dev.ring3.collector.source.FileReader} opens a file, looks at its content, goes through
 * archives and hands each member to the {@link dev.ring3.collector.source.FileFormat} that knows
 * it. A format reads an {@code InputStream} from its beginning and never holds more of it than its
 * stated limit. Damage is an item like any other; {@code IOException} means that reading itself
 * failed and the rest of the file is lost.
 */
@NullMarked
package dev.ring3.collector.source;

import org.jspecify.annotations.NullMarked;
