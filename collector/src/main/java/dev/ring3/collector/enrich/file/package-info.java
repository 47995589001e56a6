/**
 * What files hold: hashes, size, first bytes, entropy, and the text of scripts.
 *
 * <p>Files are read on one thread, {@code ring3-files}; an event is handed on at once, and once
 * more when its file was read. If that takes longer than a stated time it stays as it is.
 */
@NullMarked
package dev.ring3.collector.enrich.file;

import org.jspecify.annotations.NullMarked;
