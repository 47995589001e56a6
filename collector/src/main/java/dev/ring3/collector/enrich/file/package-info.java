/**
 * What files hold: hashes, size, first bytes, entropy, and the text of scripts.
 *
 * <p>Files are read on one thread, {@code ring3-files}; an event waits for it a stated time, and is
 * handed over without if that is not enough.
 */
@NullMarked
package dev.ring3.collector.enrich.file;

import org.jspecify.annotations.NullMarked;
