/**
 * Reads what Windows programs and libraries say of themselves, without Windows: {@link
 * dev.ring3.collector.pe.PeReader}.
 *
 * <p>The layout is that of "PE Format" (Microsoft). The file may be anybody's: every offset is
 * checked, every list has a limit, and a part that is damaged is absent while the others are read.
 * {@link java.io.IOException} means that the file could not be read.
 */
@NullMarked
package dev.ring3.collector.pe;

import org.jspecify.annotations.NullMarked;
