/**
 * Bytes of live sources, read into records; no operating system is asked, so that every reader can
 * be tested with bytes alone. Bytes that are too few or wrong are a {@link
 * dev.ring3.collector.decode.DecodeException} with the place.
 */
@NullMarked
package dev.ring3.collector.decode;

import org.jspecify.annotations.NullMarked;
